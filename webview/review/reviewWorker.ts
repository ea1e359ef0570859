/** The page's side of the worker that knows the trace. It makes the diagram's pictures, too. */
import { AskedQuestions, type Asked } from "../askedQuestions";
import type { PictureMaker } from "../diagramWorker";
import type { Picture, ToWorker } from "../picture";
import { startWorker } from "../startWorker";
import type { Answers, QuestionName, Questions } from "../protocol/questions";
import type { FromReviewWorker, ToReviewWorker } from "./reviewPicture";

type Told = Exclude<FromReviewWorker, { type: "picture" } | { type: "answer" }>;

export class ReviewWorker implements PictureMaker, Asked {
    private worker: Worker | null = null;
    private readonly early: ToReviewWorker[] = [];
    private readonly questions = new AskedQuestions((message) => this.send(message));
    private show: ((picture: Picture) => void) | null = null;

    constructor(
        private readonly uri: string,
        private readonly told: (message: Told) => void,
    ) {}

    /** Rejects when it cannot be loaded. `failed`: it has stopped later. One that is open stays. */
    async open(failed: (message: string) => void): Promise<void> {
        if (this.worker !== null) return;
        const worker = await startWorker(this.uri);
        worker.addEventListener("message", ({ data }: MessageEvent<FromReviewWorker>) => this.receive(data));
        worker.addEventListener("error", (event) => failed(event.message));
        this.worker = worker;
        for (const message of this.early.splice(0)) worker.postMessage(message);
    }

    start(show: (picture: Picture) => void): Promise<void> {
        this.show = show;
        return Promise.resolve();
    }

    send(message: ToWorker | ToReviewWorker): void {
        if (this.worker === null) this.early.push(message);
        else this.worker.postMessage(message);
    }

    ask<Name extends QuestionName>(name: Name, asked: Questions[Name]): Promise<Answers[Name]> {
        return this.questions.ask(name, asked);
    }

    private receive(message: FromReviewWorker): void {
        if (message.type === "picture") {
            this.show?.(message.picture);
        } else if (message.type === "answer") {
            this.questions.answered(message.id, message.answer);
        } else {
            this.told(message);
        }
    }
}
