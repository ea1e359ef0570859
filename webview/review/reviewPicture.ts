/** What goes between the page of a trace and its worker. */
import type { FromWorker, ToWorker } from "../picture";
import type { PackedSource, ReviewHostMessage, ReviewMessage, StackAddresses, StackLines, StackModule } from "../protocol/reviewMessages";
import type { Answers, Overview, Question, QuestionName } from "../protocol/questions";

export type ToReviewWorker =
    | ToWorker
    /** A trace begins. `lines`: the lines of its stacks are to be asked for. */
    | Pick<Extract<ReviewHostMessage, { type: "trace" }>, "type" | "name" | "size" | "lines" | "findings" | "archive">
    | { readonly type: "bytes"; readonly bytes: ArrayBuffer }
    | { readonly type: "whole" }
    | { readonly type: "lines"; readonly stacks: readonly StackLines[]; readonly notes: readonly string[] }
    /** Nobody waits for the rest. */
    | { readonly type: "cancel" }
    /** The picture shows the moment after this event. */
    | { readonly type: "seek"; readonly seq: number }
    | { readonly type: "ask"; readonly id: number; readonly question: Question };

export type FromReviewWorker =
    | FromWorker
    /** From 0 to 1. */
    | { readonly type: "progress"; readonly part: number }
    | { readonly type: "stacks"; readonly modules: readonly StackModule[]; readonly stacks: readonly StackAddresses[] }
    | { readonly type: "sources"; readonly sources: readonly PackedSource[] }
    /** Not yet `whole`: as far as it was read. */
    | { readonly type: "opened"; readonly overview: Overview; readonly whole: boolean }
    | Extract<ReviewMessage, { type: "findings" | "archive" | "archiveRefused" }>
    | { readonly type: "failed"; readonly message: string }
    | { readonly type: "answer"; readonly id: number; readonly answer: Answers[QuestionName] };
