/** stat(2) and mknod(2) tell what a path names. */
import type { CallLine, UnfinishedLine } from "../strace-parser/logLine";
import { textOf } from "../strace-parser/textBytes";
import { field, type Value } from "../strace-parser/value";
import { constant } from "./constants";
import type { Objects } from "./objects";

/** `absolute`: a path as the process that made the call means it. */
export function learnPathType(line: CallLine | UnfinishedLine, absolute: (path: string) => string, objects: Objects): void {
    if (line.kind !== "call" || line.result.value !== 0) return;
    const isMaking = line.name === "mknod" || line.name === "mknodat";
    if (!isMaking && !line.name.includes("stat")) return;
    const path = line.arguments.find((value) => value.is === "text");
    if (path?.is !== "text" || path.raw === "") return;
    const type = typeOf(isMaking ? line.arguments : line.arguments.flatMap((value) => field(value, "st_mode") ?? []));
    if (type !== undefined) objects.learn(absolute(textOf(path.raw)), type);
}

/** `S_IFIFO|0644` among values. */
function typeOf(values: readonly Value[]): number | undefined {
    for (const value of values) {
        const name = value.is === "joined" ? value.left : value;
        if (name.is === "name" && name.name.startsWith("S_IF")) return constant(name.name);
    }
    return undefined;
}
