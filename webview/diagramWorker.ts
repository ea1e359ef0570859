/** The page's side of the worker that makes its pictures. */
import { PageWorker } from "./pageWorker";
import type { FromWorker, Picture, ToWorker } from "./picture";

/** Who makes the pictures that the page shows. */
export interface PictureMaker {
    /** Rejects when it cannot begin. `failed`: it has stopped later. */
    start(show: (picture: Picture) => void, failed: (message: string) => void): Promise<void>;
    send(message: ToWorker): void;
}

export class DiagramWorker implements PictureMaker {
    private readonly worker: PageWorker<ToWorker, FromWorker>;

    constructor(uri: string) {
        this.worker = new PageWorker(uri);
    }

    start(show: (picture: Picture) => void, failed: (message: string) => void): Promise<void> {
        return this.worker.start(({ picture }) => show(picture), failed);
    }

    send(message: ToWorker): void {
        this.worker.send(message);
    }
}
