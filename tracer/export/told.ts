/** The events of a trace, each with its sentence. */
import { advance } from "../model/apply";
import { baseName } from "../model/baseName";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { sentence } from "../model/sentence";
import type { State } from "../model/state";
import type { RecordedTrace } from "../review/recordedTrace";

export interface Told {
    readonly event: Event;
    readonly text: string;
    /** After the event; changes with the next. */
    readonly state: State;
}

export function* told(trace: RecordedTrace): Generator<Told, void, void> {
    const draft = new Draft();
    for (let seq = 1; seq <= trace.length; seq++) {
        const event = trace.event(seq);
        advance(draft, event);
        yield { event, text: sentence(event, draft.now).text, state: draft.now };
    }
}

/** The last word of a path and its arguments, as a name for a process. */
export function commandName(command: string): string {
    const [program = "", ...words] = command.split(" ");
    return [baseName(program), ...words].join(" ");
}
