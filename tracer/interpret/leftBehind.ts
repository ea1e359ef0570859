/** What a process leaves behind when it ends: bytes that nobody can read any more, and children. */
import { kindOf } from "../model/kinds/kinds";
import { lookAt } from "../model/lookAt";
import type { LeftBehind } from "../model/owners/processEvents";
import type { Interpretation } from "./interpretation";
import type { TracedProcess } from "./tracedTasks";

/** Undefined: nothing. To be asked before the end is told. */
export function leftBehind({ state }: Interpretation, process: TracedProcess): LeftBehind | undefined {
    const look = lookAt(state);
    const unread = [...state.objects.values()].flatMap((object) => {
        const bytes = object.inherited ? null : (kindOf(object).unread?.(object) ?? null);
        if (bytes === null || bytes === 0) return [];
        const readers = look.holders(object.id, "read");
        const isLast = readers.length > 0 && readers.every((reader) => reader.process === process.id);
        return isLast ? [{ object: object.id, bytes }] : [];
    });
    const children = [...process.children].map(({ id }) => id);
    const zombies = children.filter((id) => state.processes.get(id)?.state === "zombie");
    const orphans = children.filter((id) => !zombies.includes(id));
    const nothing = unread.length === 0 && children.length === 0;
    return nothing ? undefined : { unread, zombies, orphans };
}
