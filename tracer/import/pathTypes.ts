/** stat(2) and mknod(2) tell what a path names. */
import type { CallLine, UnfinishedLine } from "../strace-parser/logLine";
import { textOf } from "../strace-parser/textBytes";
import { field, type Value } from "../strace-parser/value";
import { constant } from "./constants";
import type { Objects } from "./objects";

const making: ReadonlySet<string> = new Set(["mknod", "mknodat"]);
/** Those with a path; the mode is `st_mode` or, of statx(2), `stx_mode`. */
const telling: ReadonlySet<string> = new Set([...making, "stat", "lstat", "stat64", "lstat64", "fstatat64", "newfstatat", "statx"]);

/** `absolute`: a path as the process that made the call means it. */
export function learnPathType(line: CallLine | UnfinishedLine, absolute: (path: string) => string, objects: Objects): void {
    if (!telling.has(line.name) || line.kind !== "call" || line.result.value !== 0) return;
    const path = line.arguments.find((value) => value.is === "text");
    if (path?.is !== "text" || path.raw === "") return;
    const modes = (value: Value): readonly Value[] => {
        const mode = field(value, "st_mode") ?? field(value, "stx_mode");
        return mode === undefined ? [] : [mode];
    };
    const type = typeOf(making.has(line.name) ? line.arguments : line.arguments.flatMap(modes));
    if (type !== undefined) objects.learn(absolute(textOf(path.raw)), type);
}

/** `S_IFIFO|0644`, `S_IFDIR|S_ISVTX|0777` among values. */
function typeOf(values: readonly Value[]): number | undefined {
    for (const value of values) {
        let name = value;
        while (name.is === "joined") name = name.left;
        if (name.is === "name" && name.name.startsWith("S_IF")) return constant(name.name);
    }
    return undefined;
}
