/**
 * A sequence diagram in the language of Mermaid: processes, and the objects through which they reach each other, as participants; what they
 * give and get as messages; programs, waits and ends as notes.
 */
import type { Event } from "../model/event";
import { kindOfId } from "../model/kinds/kinds";
import { printable } from "../model/printable";
import type { RecordedTrace } from "../review/recordedTrace";
import { commandName, told, type Told } from "./told";

/** One line each. */
export function* mermaid(trace: RecordedTrace): Generator<string, void, void> {
    const participants = new Map<string, string>();
    const lines: string[] = [];
    for (const each of told(trace)) {
        const line = lineOf(each, trace);
        if (line === null) continue;
        for (const id of line.between) nameParticipant(participants, id, each);
        lines.push(line.text);
    }
    yield "sequenceDiagram";
    for (const [id, name] of participants) yield `    participant ${id} as ${escaped(name)}`;
    for (const line of lines) yield `    ${line}`;
}

interface Line {
    readonly text: string;
    readonly between: readonly string[];
}

const gives: ReadonlySet<Event["kind"]> = new Set(["bytesWritten", "messageSent", "dataSent", "eventfdIncreased", "semaphoreChanged"]);
const takes: ReadonlySet<Event["kind"]> = new Set(["bytesRead", "messageReceived", "dataReceived", "eventfdRead", "timerfdRead"]);

function lineOf({ event, text }: Told, trace: RecordedTrace): Line | null {
    const { process } = event;
    const object = "object" in event ? event.object : null;
    const connects = object !== null && kindOfId(object)?.traits.connects === true;
    if (connects && gives.has(event.kind)) return arrow(process, "->>", object, text);
    if (connects && takes.has(event.kind)) return arrow(object, "-->>", process, text);
    switch (event.kind) {
        case "processForked":
            return arrow(process, "->>", event.child, text);
        case "signalDelivered":
            return arrow(senderOf(event.seq, trace) ?? process, "-)", process, text);
        case "processReaped":
            return arrow(event.child, "-->>", process, text);
        case "programExecuted":
        case "processExited":
        case "callBlocked":
            return { text: `Note over ${process}: ${escaped(text)}`, between: [process] };
        default:
            return null;
    }
}

function arrow(from: string, sign: string, to: string, text: string): Line {
    return { text: `${from}${sign}${to}: ${escaped(text)}`, between: [from, to] };
}

function senderOf(seq: number, trace: RecordedTrace): string | undefined {
    const [cause] = trace.links.causesOf(seq).filter(({ kind }) => kind === "signal");
    return cause === undefined ? undefined : trace.event(cause.from).process;
}

function nameParticipant(participants: Map<string, string>, id: string, { state }: Told): void {
    if (participants.has(id)) return;
    const process = state.processes.get(id);
    const object = state.objects.get(id);
    const name = process === undefined ? (object?.name ?? null) : commandName(process.command);
    participants.set(id, name === null ? id : `${id} ${name}`);
}

/** Signs with a meaning of their own, as Mermaid's entity codes. */
function escaped(text: string): string {
    return printable(text).replace(/[#;<>&%{}]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
