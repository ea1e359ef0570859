/** The diagram of running programs, whose worker keeps what they did. */
import { IpcDiagram } from "../diagram";
import { LiveWorker } from "./liveWorker";

export class LiveDiagram extends IpcDiagram {
    readonly live: LiveWorker;

    constructor() {
        super();
        this.live = new LiveWorker(this.dataset["worker"] ?? "");
        this.maker = this.live;
    }
}
