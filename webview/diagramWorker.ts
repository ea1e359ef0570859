/** The page's side of its worker: what is sent before it has started waits. */
import type { FromWorker, Picture, ToWorker } from "./picture";
import { startWorker } from "./startWorker";

export class DiagramWorker {
    private worker: Worker | null = null;
    private readonly early: ToWorker[] = [];

    /** Rejects when it cannot be loaded. `failed`: it has stopped later. */
    async start(uri: string, show: (picture: Picture) => void, failed: (message: string) => void): Promise<void> {
        const worker = await startWorker(uri);
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
