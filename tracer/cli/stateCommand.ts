/** `ipcscope state`: the kernel objects at one moment of a trace. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { State } from "../model/state";
import { stateJson } from "../model/stateJson";
import { stateText } from "../model/stateText";
import { usageError } from "./commandError";
import { interpretTrace } from "./interpretTrace";
import { LineOutput } from "./terminal";

export interface StateOptions {
    /** After the event with this seq; 0 is the very beginning. */
    readonly at: number | "end";
    readonly json?: true;
}

export async function stateCommand(trace: string, options: StateOptions): Promise<void> {
    const state = await stateAt(trace, options.at);
    const output = new LineOutput();
    if (options.json === true) output.json(stateJson(state));
    else for (const line of stateText(state).trimEnd().split("\n")) output.line(line);
    output.flush();
}

async function stateAt(trace: string, at: number | "end"): Promise<State> {
    const draft = new Draft();
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            if (at !== "end" && event.seq > at) return draft.look();
            advance(draft, event);
        }
    }
    const last = draft.now.at;
    if (at !== "end" && at > last) throw usageError(`'${trace}' has ${last} events, so there is no event ${at}.`);
    return draft.look();
}

/** The argument of `--at`. */
export function parseMoment(text: string): number | "end" {
    if (text === "end") return "end";
    const seq = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!Number.isSafeInteger(seq)) throw usageError(`--at is the number of an event or 'end', not '${text}'.`);
    return seq;
}
