/** Files that libraries have in memory for themselves (locales, character sets): no means of communication, though they are shared. */
import { startupKind } from "../../tracer/model/folding/startupFiles";
import type { KernelObject } from "../../tracer/model/kindTypes";

/** Whether nothing but such a mapping is left of it. */
export function isOnlyReadAtStart({ name, descriptions, mapped }: KernelObject): boolean {
    return name !== null && descriptions === 0 && mapped > 0 && startupKind(name) !== null;
}
