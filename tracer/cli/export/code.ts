/** What a trace and this machine know of the code behind its events. */
import { readFileSync } from "node:fs";
import type { Event } from "../../model/event";
import type { TraceRecord } from "../../trace/record";
import type { Place } from "../interpretTrace";

export class Code {
    private readonly packed = new Map<string, string>();
    private readonly read = new Map<string, string | null>();
    private readonly places = new Map<number, readonly Place[]>();

    see(record: TraceRecord, events: readonly Event[], places: () => readonly Place[]): void {
        if (record.type === "source") this.packed.set(record.path, record.text);
        const all = places();
        // Of a call that returns later, what is known is the line that made it.
        for (const { seq, source } of events) this.places.set(seq, all.length > 0 || source === undefined ? all : [source]);
    }

    /** A file that is there is shown from there; the packed one where it is missing. Null: neither is. */
    readonly textOf = (file: string): string | null => {
        const known = this.read.get(file);
        if (known !== undefined) return known;
        const text = textIn(file) ?? this.packed.get(file) ?? null;
        this.read.set(file, text);
        return text;
    };

    /** The lines of an event's stack, the innermost first. */
    readonly placesOf = (seq: number): readonly Place[] => this.places.get(seq) ?? [];
}

function textIn(file: string): string | null {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return null;
    }
}
