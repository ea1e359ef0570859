/** The page's side of the worker that draws running programs and keeps what they did. */
import { AskedQuestions, type Asked } from "../askedQuestions";
import type { PictureMaker } from "../diagramWorker";
import { PageWorker } from "../pageWorker";
import type { Picture } from "../picture";
import type { Answers, QuestionName, Questions } from "../protocol/questions";
import type { FromLiveWorker, ToLiveWorker } from "./liveMessages";

export type Grown = Extract<FromLiveWorker, { type: "grown" }>;

export class LiveWorker implements PictureMaker, Asked {
    /** Told as the trace grows, once that was asked for. */
    grown: (grown: Grown) => void = () => undefined;
    private readonly worker: PageWorker<ToLiveWorker, FromLiveWorker>;
    private readonly questions = new AskedQuestions((message) => this.send(message));

    constructor(uri: string) {
        this.worker = new PageWorker(uri);
    }

    start(show: (picture: Picture) => void, failed: (message: string) => void): Promise<void> {
        return this.worker.start((message) => {
            if (message.type === "picture") show(message.picture);
            else if (message.type === "answer") this.questions.answered(message.id, message.answer);
            else this.grown(message);
        }, failed);
    }

    send(message: ToLiveWorker): void {
        this.worker.send(message);
    }

    ask<Name extends QuestionName>(name: Name, asked: Questions[Name]): Promise<Answers[Name]> {
        return this.questions.ask(name, asked);
    }
}
