/** What goes between the diagram's page and its worker while programs run, beside the pictures. */
import type { FromWorker, ToWorker } from "../picture";
import type { Answers, Overview, Question, QuestionName } from "../protocol/questions";

export type ToLiveWorker =
    | ToWorker
    /** Whether the page wants to be told as the trace grows. */
    | { readonly type: "follow"; readonly on: boolean }
    /** The picture shows the moment after this event, and stays there. */
    | { readonly type: "seek"; readonly seq: number }
    /** It shows the present again. */
    | { readonly type: "now" }
    | { readonly type: "ask"; readonly id: number; readonly question: Question };

/** Where the present is. */
export interface Present {
    readonly seq: number;
    readonly time: number;
    readonly lane: string;
}

export type FromLiveWorker =
    | FromWorker
    | { readonly type: "grown"; readonly overview: Overview; readonly present: Present }
    | { readonly type: "answer"; readonly id: number; readonly answer: Answers[QuestionName] };
