import { startWorker } from "./startWorker";

/** The page's side of a worker: what is sent before it has started waits. */
export class PageWorker<ToWorker, FromWorker> {
    private worker: Worker | null = null;
    private readonly early: ToWorker[] = [];

    constructor(private readonly uri: string) {}

    /** One that has started stays. Rejects when it cannot be loaded. `failed`: it has stopped later. */
    async start(receive: (message: FromWorker) => void, failed: (message: string) => void): Promise<void> {
        if (this.worker !== null) return;
        const worker = await startWorker(this.uri);
        worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => receive(data));
        worker.addEventListener("error", (event) => failed(event.message));
        this.worker = worker;
        for (const message of this.early.splice(0)) worker.postMessage(message);
    }

    send(message: ToWorker): void {
        if (this.worker === null) this.early.push(message);
        else this.worker.postMessage(message);
    }
}
