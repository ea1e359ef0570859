/** The page of a trace: its elements, and the few styles that lie outside of them. */
import { css } from "lit";
import { IpcDiagram } from "../diagram";
import { IpcReview } from "./reviewPage";
import { IpcEventList } from "./side/eventList";
import { IpcTimeline } from "./timeline/timeline";

const page = css`html, body { margin: 0; padding: 0 !important; height: 100%; overflow: hidden; }`.styleSheet;
if (page !== undefined) document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];

customElements.define("ipc-diagram", IpcDiagram);
customElements.define("ipc-timeline", IpcTimeline);
customElements.define("ipc-event-list", IpcEventList);
customElements.define("ipc-review", IpcReview);
