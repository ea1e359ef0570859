/** What the first lines of a log tell about the moment before them. */
import type { CallLine, LogLine } from "../strace-parser/logLine";
import { textOf } from "../strace-parser/textBytes";
import { itemsOf, type Value } from "../strace-parser/value";
import { syscalls } from "../syscalls/table";
import { ancestorsIn } from "./ancestors";
import { isCreation } from "./creationCalls";

export interface DescribedDescriptor {
    /** Still escaped. */
    readonly about: string;
    readonly deleted: boolean;
}

export interface Beginning {
    /** Of the first process. */
    readonly pid: number;
    /** The execve(2) with which strace started it; null: the log begins in the middle. */
    readonly launch: CallLine | null;
    /** Where it stood; null: the log does not say. */
    readonly directory: string | null;
    /**
     * By process that was there before the log began, and by number: those that were used before any call could have made them. Only a log
     * with -y tells.
     */
    readonly inherited: ReadonlyMap<number, ReadonlyMap<number, DescribedDescriptor>>;
    /** Whether the log says what descriptors refer to (-y). */
    readonly described: boolean;
}

/** Of a log that never names its first process. */
const namelessPid = 1;

export function beginningOf(lines: readonly LogLine[]): Beginning {
    const [first] = lines.filter((line) => line.kind !== "bad" && line.kind !== "remark" && line.kind !== "frame");
    const named = first === undefined ? null : first.prefix.pid;
    const pid = named ?? pidOf(lines) ?? namelessPid;
    const launch = first?.kind === "call" && first.name === "execve" && first.result.value === 0 ? first : null;
    return {
        pid,
        launch,
        directory: directoryIn(lines, named),
        inherited: inheritedIn(lines, ancestorsIn(lines, pid, launch !== null)),
        described: lines.some(describes),
    };
}

const tellsPid: ReadonlySet<string> = new Set(["getpid", "set_tid_address"]);

/** A process that is alone has no number in its lines; but its calls tell it, and strace does as soon as there are others. */
function pidOf(lines: readonly LogLine[]): number | undefined {
    const children = new Set<number | bigint | null>();
    for (const line of lines) {
        if (line.kind !== "call") continue;
        if (line.prefix.pid === null && tellsPid.has(line.name) && typeof line.result.value === "number") return line.result.value;
        if (isCreation(line.name)) children.add(line.result.value);
    }
    for (const line of lines) {
        const pid = line.kind === "bad" ? null : line.prefix.pid;
        if (pid !== null && !children.has(pid)) return pid;
    }
    return undefined;
}

function directoryIn(lines: readonly LogLine[], pid: number | null): string | null {
    for (const line of lines) {
        if (line.kind !== "call" || line.prefix.pid !== pid) continue;
        if (line.name === "chdir" || line.name === "fchdir") return null;
        const [first] = line.arguments;
        if (line.name === "getcwd" && first?.is === "text" && !first.cut) return textOf(first.raw).replace(/\0$/, "");
        if (first?.is === "name" && first.name === "AT_FDCWD" && first.about !== null) return textOf(first.about);
    }
    return null;
}

/** Calls whose lists of descriptors are new ones. */
const makesDescriptors: ReadonlySet<string> = new Set(
    syscalls.filter(({ captures }) => "ends" in captures || captures["rights"]?.startsWith("x") === true).map(({ name }) => name),
);

/** A descriptor that no call has made yet must be of the process that was there before the log began. `ancestors`: that, of each thread. */
function inheritedIn(
    lines: readonly LogLine[],
    ancestors: ReadonlyMap<number | null, number>,
): ReadonlyMap<number, ReadonlyMap<number, DescribedDescriptor>> {
    const made = new Map<number, Set<number>>();
    const inherited = new Map<number, Map<number, DescribedDescriptor>>();
    for (const line of lines) {
        if (line.kind !== "call" && line.kind !== "unfinished") continue;
        const ancestor = ancestors.get(line.prefix.pid) ?? namelessPid;
        const madeHere = made.get(ancestor) ?? new Set();
        const here = inherited.get(ancestor) ?? new Map<number, DescribedDescriptor>();
        made.set(ancestor, madeHere);
        for (const given of line.arguments) {
            for (const { value, about, deleted } of describedIn(given)) {
                if (madeHere.has(value)) continue;
                if (given.is !== "number" && makesDescriptors.has(line.name)) madeHere.add(value);
                else if (value >= 0 && !here.has(value)) here.set(value, { about, deleted });
            }
        }
        if (here.size > 0) inherited.set(ancestor, here);
        if (line.kind === "call" && line.result.about !== null && typeof line.result.value === "number") madeHere.add(line.result.value);
    }
    return inherited;
}

function describes(line: LogLine): boolean {
    if (line.kind !== "call" && line.kind !== "unfinished") return false;
    if (line.kind === "call" && line.result.about !== null && isOfDescriptor(line.result.about)) return true;
    return line.arguments.some((given) => describedIn(given).length > 0);
}

/** Not the names of processes (-Y). */
function isOfDescriptor(about: string): boolean {
    return /^(\/|[\w-]+:)/.test(textOf(about));
}

function describedIn(value: Value): readonly { readonly value: number; readonly about: string; readonly deleted: boolean }[] {
    switch (value.is) {
        case "number": {
            const { value: fd, about, deleted } = value;
            return typeof fd === "number" && about !== null && isOfDescriptor(about) ? [{ value: fd, about, deleted }] : [];
        }
        case "list":
            return itemsOf(value).flatMap(describedIn);
        case "structure":
            return value.items.flatMap(describedIn);
        case "named":
            return describedIn(value.value);
        default:
            return [];
    }
}
