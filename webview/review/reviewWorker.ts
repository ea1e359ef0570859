/** The page's side of the worker that knows the trace. It makes the diagram's pictures, too. */
import { AskedQuestions, type Asked } from "../askedQuestions";
import type { PictureMaker } from "../diagramWorker";
import { PageWorker } from "../pageWorker";
import type { Picture, ToWorker } from "../picture";
import type { Answers, QuestionName, Questions } from "../protocol/questions";
import type { FromReviewWorker, ToReviewWorker } from "./reviewPicture";

type Told = Exclude<FromReviewWorker, { type: "picture" } | { type: "answer" }>;

export class ReviewWorker implements PictureMaker, Asked {
    private readonly worker: PageWorker<ToWorker | ToReviewWorker, FromReviewWorker>;
    private readonly questions = new AskedQuestions((message) => this.send(message));
    private show: ((picture: Picture) => void) | null = null;

    constructor(
        uri: string,
        private readonly told: (message: Told) => void,
    ) {
        this.worker = new PageWorker(uri);
    }

    /** Rejects when it cannot be loaded. `failed`: it has stopped later. One that is open stays. */
    open(failed: (message: string) => void): Promise<void> {
        return this.worker.start((message) => this.receive(message), failed);
    }

    start(show: (picture: Picture) => void): Promise<void> {
        this.show = show;
        return Promise.resolve();
    }

    send(message: ToWorker | ToReviewWorker): void {
        this.worker.send(message);
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
