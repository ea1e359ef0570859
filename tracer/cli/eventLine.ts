/** Lines of `ipcscope events`: number, time, process, what happened, and where in the source. */
import path from "node:path";
import type { Event } from "../model/event";
import type { Fold } from "../model/folding/folding";
import { sentence } from "../model/sentence";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";
import { processStyle, type Style } from "./colour";
import type { Piece } from "./terminal";

const seqWidth = 5;
const timeWidth = "0.000000".length;
const processWidth = 4;
const textWidth = 72;

/** Columns widen when something is too wide for them, and stay so: what comes later is aligned again. */
export class EventLines {
    private seq = seqWidth;
    private time = timeWidth;
    private process = processWidth;

    /** `directory`: paths below it are shown as seen from it. */
    constructor(private readonly directory: string) {}

    /** `state`: after the event. */
    event(event: Event, state: State): readonly Piece[] {
        const { text } = sentence(event, state);
        const style = styleOf(event);
        return this.line(event, text, style, event.source, event.begunAt);
    }

    fold({ first, last, events, text, source }: Fold): readonly Piece[] {
        return this.line(first, `${text} (${events === 1 ? "1 event" : `${events} events, to ${last.seq}`})`, "faint", source);
    }

    private line(
        event: Event,
        text: string,
        style: Style | undefined,
        source?: SourceLocation,
        begunAt?: SourceLocation,
    ): readonly Piece[] {
        const [place, how] = source === undefined ? [begunAt, "begun at "] : [source, ""];
        const [seq, time, process] = [String(event.seq), event.time.toFixed(6), event.process];
        this.seq = Math.max(this.seq, seq.length);
        this.time = Math.max(this.time, time.length);
        this.process = Math.max(this.process, process.length);
        return [
            { text: `${seq.padStart(this.seq)}  ${time.padStart(this.time)}  `, style: "faint" },
            { text: process, style: processStyle(process) },
            `${" ".repeat(this.process - process.length)} `,
            style === undefined ? text : { text, style },
            ...(place === undefined ? [] : [" ".repeat(Math.max(0, textWidth - text.length)), this.place(place, how)]),
        ];
    }

    private place({ file, line, function: name }: SourceLocation, how: string): Piece {
        const below = path.relative(this.directory, file);
        const isBelow = below !== "" && !below.startsWith("..") && !path.isAbsolute(below);
        return { text: `  [${how}${isBelow ? below : file}:${line}${name === null ? "" : ` ${name}`}]`, style: "faint" };
    }
}

function styleOf(event: Event): Style | undefined {
    switch (event.kind) {
        case "processStarted":
        case "processForked":
        case "programExecuted":
            return "heading";
        case "processExited":
            return "signal" in event.exit ? "fails" : "heading";
        case "programExecutionFailed":
            return "fails";
        case "callReturned":
            return event.error === undefined ? undefined : "fails";
        case "callBlocked":
            return "waits";
        case "callResumed":
            return "faint";
        case "signalSent":
        case "signalDelivered":
            return "signal";
        default:
            return undefined;
    }
}
