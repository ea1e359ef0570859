/** `ipcscope events`: one event a line. */
import type { Event } from "../model/event";
import { eventJson } from "../model/eventJson";
import { eventKinds } from "../model/happenings";
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import { sentence } from "../model/sentence";
import type { State } from "../model/state";
import { usageError } from "./commandError";
import { interpretTrace } from "./interpretTrace";
import { LineOutput } from "./terminal";
import { similarWord } from "./similarWord";

export interface EventsOptions {
    readonly json?: true;
    /** "p2", or the kernel's number. */
    readonly process?: string;
    readonly kind?: string;
}

export async function eventsCommand(trace: string, options: EventsOptions): Promise<void> {
    const { process, kind } = options;
    if (kind !== undefined && !eventKinds.includes(kind)) throw unknownKind(kind);
    const output = new LineOutput();
    const draft = new Draft();
    let processSeen = false;
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            advance(draft, event);
            if (process !== undefined && event.process !== process && String(event.pid) !== process) continue;
            processSeen = true;
            if (kind !== undefined && event.kind !== kind) continue;
            if (options.json === true) output.json(eventJson(event, draft.now));
            else output.line(eventLine(event, draft.now));
        }
    }
    output.flush();
    if (process !== undefined && !processSeen) throw usageError(`no process '${process}' does anything in '${trace}'.`);
}

/** "  12  0.001234  p2  write(4) put 5 bytes into pipe1: "test\0"  [pipe.c:14]", with the state after the event. */
function eventLine(event: Event, state: State): string {
    const place = event.source === undefined ? "" : `  [${event.source.file}:${event.source.line} ${event.source.function}]`;
    return `${String(event.seq).padStart(5)}  ${event.time.toFixed(6)}  ${event.process.padEnd(4)} ${sentence(event, state).text}${place}`;
}

function unknownKind(kind: string): Error {
    const similar = similarWord(kind, eventKinds);
    const advice = similar === undefined ? `The kinds are: ${eventKinds.join(", ")}.` : `Did you mean '${similar}'?`;
    return usageError(`there are no events of the kind '${kind}'. ${advice}`);
}
