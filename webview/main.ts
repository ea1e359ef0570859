/** The page of the diagram: its element, and the few styles that lie outside of it. */
import { css } from "lit";
import { IpcDiagram } from "./diagram";

const page = css`html, body { margin: 0; padding: 0 !important; height: 100%; overflow: hidden; }`.styleSheet;
if (page !== undefined) document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];

customElements.define("ipc-diagram", IpcDiagram);
