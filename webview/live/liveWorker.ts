/** The page's side of the worker that draws running programs and keeps what they did. */
import { AskedQuestions, type Asked } from "../askedQuestions";
import type { PictureMaker } from "../diagramWorker";
import type { Picture } from "../picture";
import type { Answers, QuestionName, Questions } from "../protocol/questions";
import { startWorker } from "../startWorker";
import type { FromLiveWorker, ToLiveWorker } from "./liveMessages";

export type Grown = Extract<FromLiveWorker, { type: "grown" }>;

export class LiveWorker implements PictureMaker, Asked {
    /** Told as the trace grows, once that was asked for. */
    grown: (grown: Grown) => void = () => undefined;
    private worker: Worker | null = null;
    private readonly early: ToLiveWorker[] = [];
    private readonly questions = new AskedQuestions((message) => this.send(message));

    constructor(private readonly uri: string) {}

    async start(show: (picture: Picture) => void, failed: (message: string) => void): Promise<void> {
        const worker = await startWorker(this.uri);
        worker.addEventListener("message", ({ data }: MessageEvent<FromLiveWorker>) => {
            if (data.type === "picture") show(data.picture);
            else if (data.type === "answer") this.questions.answered(data.id, data.answer);
            else this.grown(data);
        });
        worker.addEventListener("error", (event) => failed(event.message));
        this.worker = worker;
        for (const message of this.early.splice(0)) worker.postMessage(message);
    }

    send(message: ToLiveWorker): void {
        if (this.worker === null) this.early.push(message);
        else this.worker.postMessage(message);
    }

    ask<Name extends QuestionName>(name: Name, asked: Questions[Name]): Promise<Answers[Name]> {
        return this.questions.ask(name, asked);
    }
}
