/** `ipcscope state`: the kernel objects at one moment of a trace. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import { InterruptionWatch } from "../model/interruption";
import { firstWait } from "../model/owners/process";
import type { State } from "../model/state";
import { stateJson } from "../model/stateJson";
import { stateLines, type StatePiece } from "../model/stateText";
import { WaitWatch } from "../model/waitWatch";
import { processStyle, type ColourChoice, type Style } from "./colour";
import { usageError } from "./commandError";
import { instantOf, isAfter, type Instant } from "./instant";
import { interpretTrace } from "./interpretTrace";
import { LineOutput, type Piece } from "./terminal";

/** After an event or at a time, where the first event (0) follows the very beginning; or one that is looked for. */
export type Moment = Instant | "last-wait" | "end";

export interface StateOptions {
    /** Absent: the end; of a recording that was ended from outside, the last moment before. */
    readonly at?: Moment;
    readonly json?: true;
    readonly color: ColourChoice;
}

const styles: Readonly<Record<"heading" | "detail" | "waits" | "object", Style>> = {
    heading: "heading",
    detail: "faint",
    waits: "waits",
    object: "object",
};

function piece(piece: StatePiece): Piece {
    if (typeof piece === "string") return piece;
    return { text: piece.text, style: piece.is === "process" ? processStyle(piece.process) : styles[piece.is] };
}

/** A state, and what is to be said of the moment. */
interface Found {
    readonly state: State;
    readonly remark?: string;
}

export async function stateCommand(trace: string, options: StateOptions): Promise<void> {
    const { at } = options;
    const { state, remark } = typeof at === "object" ? { state: await stateAt(trace, at), remark: undefined } : await lastState(trace, at);
    const output = new LineOutput(options.color);
    if (options.json === true) output.json(stateJson(state));
    else for (const line of stateLines(state, remark)) output.line(...line.map(piece));
    output.flush();
}

async function stateAt(trace: string, at: Instant): Promise<State> {
    const draft = new Draft();
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            if (isAfter(event, at)) return draft.look();
            advance(draft, event);
        }
    }
    const last = draft.now.at;
    if ("seq" in at && at.seq > last) throw usageError(`'${trace}' has ${last} events, so there is no event ${at.seq}.`);
    return draft.look();
}

async function lastState(trace: string, at: "last-wait" | "end" | undefined): Promise<Found> {
    const draft = new Draft();
    const look = (): State => draft.look();
    const interruptions = new InterruptionWatch();
    const waits = new WaitWatch();
    for await (const { events } of interpretTrace(trace)) {
        interruptions.see(events, look);
        if (at === "last-wait") waits.see(events, look);
        for (const event of events) advance(draft, event);
    }
    const end = draft.look();
    if (at === "end") return { state: end };
    const { interruption } = interruptions;
    const before = interruption?.before ?? null;
    if (at === "last-wait") {
        const state = before !== null && someoneWaits(before) ? before : waits.last(end);
        if (state === null) throw usageError(`no process ever waits in '${trace}'.`);
        return { state, remark: "the last moment at which a process waits" };
    }
    if (interruption === null) return { state: end };
    const cause = interruption.signal === "SIGKILL" ? "all was killed" : `${interruption.signal} ended it`;
    return { state: interruption.before, remark: `the last moment before ${cause} (what came then: --at end)` };
}

function someoneWaits(state: State): boolean {
    return [...state.processes.values()].some((process) => firstWait(process) !== null);
}

/** The argument of `--at`. */
export function parseMoment(text: string): Moment {
    if (text === "end" || text === "last-wait") return text;
    const instant = instantOf(text);
    if (instant === undefined) {
        throw usageError(`--at is the number of an event, a time such as 1.25s, 'last-wait' or 'end', not '${text}'.`);
    }
    return instant;
}
