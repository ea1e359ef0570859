/** Where the calls were made that have not returned. */
import type { Event } from "../../model/event";
import type { SourceLocation } from "../../model/sourceLocation";

export class WaitSources {
    private readonly latest = new Map<number, { readonly seq: number; readonly source: SourceLocation }[]>();

    see({ kind, tid, seq, source }: Event): void {
        if (kind !== "callBlocked" || source === undefined) return;
        const known = this.latest.get(tid) ?? [];
        this.latest.set(tid, [...known.slice(-mostKept), { seq, source }]);
    }

    /** Of the call that the thread was in after the event `at`; null: its line is not known. */
    of(tid: number, at: number): SourceLocation | null {
        return this.latest.get(tid)?.findLast(({ seq }) => seq <= at)?.source ?? null;
    }
}

/** What is asked about lies a few events back at the most, even of a recording that was ended from outside. */
const mostKept = 31;
