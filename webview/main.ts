/** The page of the diagram beside the editor: its elements, and the few styles that lie outside of them. */
import { css } from "lit";
import { onHostMessage } from "./host";
import { LiveDiagram } from "./live/liveDiagram";
import { IpcLive } from "./live/livePage";
import { IpcTimeline } from "./review/timeline/timeline";

const page = css`
    html, body { margin: 0; padding: 0 !important; height: 100%; overflow: hidden; }
    body { display: flex; flex-direction: column; }
    ipc-diagram { flex: 1 1 0; height: auto; min-height: 0; }
    ipc-diagram[presenting] ~ ipc-live { display: none; }
`.styleSheet;
if (page !== undefined) document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];

customElements.define("ipc-diagram", LiveDiagram);
customElements.define("ipc-timeline", IpcTimeline);
customElements.define("ipc-live", IpcLive);

const diagram = document.querySelector<LiveDiagram>("ipc-diagram");
if (diagram !== null) {
    const live = new IpcLive(diagram);
    diagram.timeline = live;
    document.body.append(live);
    onHostMessage((message) => {
        live.receive(message);
        diagram.receive(message);
    });
}
