/** The page's side of its worker: what is sent before it has started waits. */
import type { FromWorker, Picture, ToWorker } from "./picture";
import { startWorker } from "./startWorker";

/** Who makes the pictures that the page shows. */
export interface PictureMaker {
    /** Rejects when it cannot begin. `failed`: it has stopped later. */
    start(show: (picture: Picture) => void, failed: (message: string) => void): Promise<void>;
    send(message: ToWorker): void;
}

export class DiagramWorker implements PictureMaker {
    private worker: Worker | null = null;
    private readonly early: ToWorker[] = [];

    constructor(private readonly uri: string) {}

    async start(show: (picture: Picture) => void, failed: (message: string) => void): Promise<void> {
        const worker = await startWorker(this.uri);
        worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => show(data.picture));
        worker.addEventListener("error", (event) => failed(event.message));
        this.worker = worker;
        for (const message of this.early.splice(0)) worker.postMessage(message);
    }

    send(message: ToWorker): void {
        if (this.worker === null) this.early.push(message);
        else this.worker.postMessage(message);
    }
}
