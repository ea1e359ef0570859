/** Which event is the cause of which: pairs, found from both ends. */
import { noColumn, risingColumn, uint32Column, uint8Column, type Column, type SavedColumn } from "./column";

/**
 * Bytes written and read (or sent and received), a message, a descriptor in a message; a signal generated and delivered; a fork and the
 * child's first step, a thread's creation and its first step; an end and the wait(2) for it; a lock given back and had; a semaphore, an
 * eventfd or a futex changed and waited for; a store and a load; connect(2) and accept(2).
 */
export const linkKinds = [
    "bytes",
    "message",
    "descriptor",
    "signal",
    "fork",
    "thread",
    "exit",
    "lock",
    "semaphore",
    "counter",
    "futex",
    "memory",
    "connection",
] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link {
    /** seq of the cause. */
    readonly from: number;
    /** seq of the effect. */
    readonly to: number;
    readonly kind: LinkKind;
}

export class Links {
    private readonly froms = risingColumn();
    private readonly tos = risingColumn();
    private readonly kinds = uint8Column();
    /** By seq: 1 more than the number of the newest link that ends, or begins, there; by link: the one before it. */
    private readonly lastTo = uint32Column();
    private readonly beforeTo = uint32Column();
    private readonly lastFrom = uint32Column();
    private readonly beforeFrom = uint32Column();

    get length(): number {
        return this.froms.length;
    }

    /** Whoever adds sees to it that a pair is there once. */
    add(from: number, to: number, kind: LinkKind): void {
        this.froms.push(from);
        this.tos.push(to);
        this.kinds.push(linkKinds.indexOf(kind));
        this.chainIn(this.froms.length, from, to);
    }

    private chainIn(number: number, from: number, to: number): void {
        for (const [last, before, seq] of [
            [this.lastTo, this.beforeTo, to],
            [this.lastFrom, this.beforeFrom, from],
        ] as const) {
            while (last.length <= seq) last.push(0);
            before.push(last.at(seq));
            last.set(seq, number);
        }
    }

    /** What was known by one number as the cause has another from now on, which is the cause of nothing yet. */
    move(from: number, to: number): void {
        while (this.lastFrom.length <= to) this.lastFrom.push(0);
        const last = this.lastFrom.at(from);
        for (let number = last; number > 0; number = this.beforeFrom.at(number - 1)) this.froms.set(number - 1, to);
        this.lastFrom.set(to, last);
        this.lastFrom.set(from, 0);
    }

    /** The events without which this one would not have been, the first before the others. */
    causesOf(seq: number): readonly Link[] {
        return this.chain(this.lastTo.at(seq), this.beforeTo);
    }

    effectsOf(seq: number): readonly Link[] {
        return this.chain(this.lastFrom.at(seq), this.beforeFrom);
    }

    /** By its number, from 0, in the order in which the effects were seen. */
    at(index: number): Link {
        const kind = linkKinds[this.kinds.at(index)];
        if (kind === undefined || index >= this.length) throw new RangeError(`there is no link ${index}`);
        return { from: this.froms.at(index), to: this.tos.at(index), kind };
    }

    save(): readonly SavedColumn[] {
        return this.columns().map((column) => column.save());
    }

    /** Where there is none yet. */
    load(saved: readonly SavedColumn[]): void {
        for (const [index, column] of this.columns().entries()) column.load(saved[index] ?? noColumn);
        for (let index = 0; index < this.length; index++) this.chainIn(index + 1, this.froms.at(index), this.tos.at(index));
    }

    /** The others follow from these. */
    private columns(): readonly Column[] {
        return [this.froms, this.tos, this.kinds];
    }

    private chain(last: number, before: Column): readonly Link[] {
        const links: Link[] = [];
        for (let number = last; number > 0; number = before.at(number - 1)) links.push(this.at(number - 1));
        return links.reverse();
    }
}
