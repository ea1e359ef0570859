/** Questions to a worker that have no answer yet. */
import type { Answers, Question, QuestionName, Questions } from "./protocol/questions";

/** Whoever knows a trace. */
export interface Asked {
    ask<Name extends QuestionName>(name: Name, asked: Questions[Name]): Promise<Answers[Name]>;
}

export class AskedQuestions implements Asked {
    private readonly waiting = new Map<number, (answer: Answers[QuestionName]) => void>();
    private last = 0;

    constructor(private readonly send: (message: { readonly type: "ask"; readonly id: number; readonly question: Question }) => void) {}

    ask<Name extends QuestionName>(name: Name, asked: Questions[Name]): Promise<Answers[Name]> {
        this.last += 1;
        const id = this.last;
        const question = { name, asked } as Question;
        return new Promise((resolve) => {
            this.waiting.set(id, resolve as (answer: Answers[QuestionName]) => void);
            this.send({ type: "ask", id, question });
        });
    }

    answered(id: number, answer: Answers[QuestionName]): void {
        this.waiting.get(id)?.(answer);
        this.waiting.delete(id);
    }
}
