/** The marks of a group, as fanotify_mark(2) changes them (fanotify_add_mark, fanotify_mark_remove_from_mask in fs/notify/fanotify). */
import { eventFlags, fanotifyBits, onChild } from "./bits";
import type { FanotifyMarked } from "./events";
import type { Fanotify, FanotifyMark } from "./state";

type Change = Pick<FanotifyMarked, "scope" | "marked" | "events" | "adds" | "ignores" | "keepsIgnored">;

function changed(mark: FanotifyMark, { events, adds, ignores, keepsIgnored }: Change): FanotifyMark {
    const bits = fanotifyBits(events);
    const apply = (before: number): number => (adds ? before | bits : before & ~bits);
    const { mask, ignored } = mark;
    const keeps = mark.keepsIgnored || (adds && keepsIgnored);
    return ignores ? { ...mark, ignored: apply(ignored), keepsIgnored: keeps } : { ...mark, mask: apply(mask) };
}

function isEmpty({ mask, ignored }: FanotifyMark): boolean {
    return ((mask | ignored) & ~onChild) === 0;
}

export function marksAfter(
    { marks, complete }: Pick<Fanotify, "marks" | "complete">,
    change: Change,
): { marks: FanotifyMark[]; complete: boolean } {
    const { scope, marked, adds } = change;
    const known = marks.find((mark) => mark.scope === scope && mark.path === marked);
    // What is marked by another path is not found: the kernel's mark is another one.
    if (known === undefined && !adds) return { marks: [...marks], complete: false };
    const before = known ?? { scope, path: marked, mask: 0, ignored: 0, keepsIgnored: false };
    const after = changed(before, change);
    const others = marks.filter((mark) => mark !== known);
    return { marks: !adds && isEmpty(after) ? others : [...others, after], complete: complete && marked !== null };
}

/** Of what is ignored by an older flag (FAN_MARK_IGNORED_MASK) the kernel keeps events alone. */
export function ignoredEvents(bits: number): number {
    return bits & ~eventFlags;
}
