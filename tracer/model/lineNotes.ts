/** What each line of source did, in a few words: "wrote 5 bytes to pipe1, 12 times". */
import type { Event, EventKind } from "./event";

export interface LineNote {
    readonly line: number;
    readonly text: string;
}

export interface FileNotes {
    readonly file: string;
    /** In the order of the lines. */
    readonly notes: readonly LineNote[];
}

/** What a line does again and again. */
interface Deed {
    readonly verb: string;
    /** Behind the amount. */
    readonly where: string;
    times: number;
    /** Bytes; null: it moves none. */
    bytes: { least: number; most: number } | null;
}

const transfers: Partial<Record<EventKind, readonly [verb: string, preposition: string]>> = {
    bytesWritten: ["wrote", "to"],
    bytesRead: ["read", "from"],
    dataSent: ["sent", "to"],
    dataReceived: ["received", "from"],
};

/** What the call has done is told by another event. */
const unfinished: ReadonlySet<EventKind> = new Set(["callBlocked", "callResumed", "callInterrupted", "callMadeAgain"]);

const mostDeeds = 3;

export class LineNotes {
    private readonly files = new Map<string, Map<number, Map<string, Deed>>>();
    /** By thread: the return of a call, of which the first event counts. */
    private readonly returned = new Map<number, string>();

    /** The next event, of which only those with a line matter. */
    see(event: Event): void {
        const { source } = event;
        if (source === undefined || unfinished.has(event.kind) || this.isTold(event)) return;
        const deed = deedOf(event);
        if (deed === null) return;
        const lines = of(this.files, source.file, () => new Map<number, Map<string, Deed>>());
        const deeds = of(lines, source.line, () => new Map<string, Deed>());
        const known = of(deeds, `${deed.verb} ${deed.where}`, () => deed);
        known.times += 1;
        if (known.bytes !== null && deed.bytes !== null) {
            known.bytes = { least: Math.min(known.bytes.least, deed.bytes.least), most: Math.max(known.bytes.most, deed.bytes.most) };
        }
    }

    get all(): readonly FileNotes[] {
        return [...this.files].map(([file, lines]) => ({
            file,
            notes: [...lines]
                .map(([line, deeds]) => ({ line, text: noteOf([...deeds.values()]) }))
                .sort((one, other) => one.line - other.line),
        }));
    }

    private isTold({ call, time, tid }: Event): boolean {
        if (call === undefined) return false;
        const name = `${call} ${time}`;
        const isTold = this.returned.get(tid) === name;
        this.returned.set(tid, name);
        return isTold;
    }
}

/** The notes of a file. A trace from another machine has its sources elsewhere: then a file of the same name counts. */
export function notesOfFile(all: readonly FileNotes[], file: string): readonly LineNote[] {
    const name = file.slice(file.lastIndexOf("/"));
    const found = all.find((each) => each.file === file) ?? all.find((each) => each.file.endsWith(name));
    return found?.notes ?? [];
}

function deedOf(event: Event): Deed | null {
    const nothing = { where: "", times: 0, bytes: null };
    const name = event.called ?? event.call;
    if ("error" in event) return name === undefined ? null : { ...nothing, verb: `${name} failed: ${event.error}` };
    if (event.kind === "bytesRead" && event.endOfFile === true) return { ...nothing, verb: `found the end of ${event.object}` };
    const transfer = transfers[event.kind];
    if (transfer !== undefined && "length" in event && typeof event.length === "number" && "object" in event) {
        const [verb, preposition] = transfer;
        return { verb, where: ` ${preposition} ${event.object}`, times: 0, bytes: { least: event.length, most: event.length } };
    }
    return name === undefined ? null : { ...nothing, verb: `${name}()` };
}

function noteOf(deeds: readonly Deed[]): string {
    const told = deeds.slice(0, mostDeeds).map(({ verb, where, times, bytes }) => {
        const what = bytes === null ? `${verb}${where}` : `${verb} ${amount(bytes)}${where}`;
        return times === 1 ? what : `${what}, ${times.toLocaleString("en")} times`;
    });
    return [...told, ...(deeds.length > mostDeeds ? ["…"] : [])].join(" · ");
}

function amount({ least, most }: { readonly least: number; readonly most: number }): string {
    if (least !== most) return `${least.toLocaleString("en")} to ${most.toLocaleString("en")} bytes`;
    return most === 1 ? "1 byte" : `${most.toLocaleString("en")} bytes`;
}

function of<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
    const known = map.get(key);
    if (known !== undefined) return known;
    const made = make();
    map.set(key, made);
    return made;
}
