/** A call of a log in the terms of the table of calls. */
import type { CallLine, UnfinishedLine } from "../strace-parser/logLine";
import type { Value } from "../strace-parser/value";
import { valuesIn } from "../strace-parser/valueGrammar";
import { capturePlan, type CapturePlan } from "./capturePlan";
import { errorNumber } from "../syscalls/errorNames";
import { syscalls, type Syscall } from "../syscalls/table";
import type { Word } from "../trace/record";
import { isCreation } from "./creationCalls";
import { numberOf, wordOf } from "./words";

/** A row of the table, with what follows from it for all calls of a log. */
export interface LoggedRow extends Syscall {
    readonly plan: CapturePlan;
    /** Whether it makes a process or a thread. */
    readonly creates: boolean;
    /** Which argument is `count`; -1: none. */
    readonly countAt: number;
}

/** A call as the log tells it, with its arguments in the order of the row. */
export interface LoggedCall {
    readonly row: LoggedRow;
    readonly arguments: readonly (Value | undefined)[];
    /** Of what stands behind the result: `1 ([{fd=3, revents=POLLIN}])`; null: nothing, or it has not returned. */
    readonly explanation: readonly Value[] | null;
    /** null: it has not returned. */
    readonly result: number | null;
    /** What stands in angle brackets behind the result. */
    readonly resultAbout: string | null;
}

const byName: ReadonlyMap<string, LoggedRow> = new Map(
    syscalls.map((row) => [
        row.name,
        { ...row, plan: capturePlan(row), creates: isCreation(row.name), countAt: row.arguments.indexOf("count") },
    ]),
);

/** Undefined: a call that is not traced, or not with these arguments. */
export function loggedCall(line: CallLine | UnfinishedLine): LoggedCall | undefined {
    const row = byName.get(line.name);
    if (row === undefined) return undefined;
    const given = inOrder(row, line.arguments);
    if (!isOfInterest(row, given)) return undefined;
    const ended = line.kind === "call" ? line : null;
    return {
        row,
        arguments: given,
        explanation: ended === null || !explains.has(row.meaning) ? null : valuesIn(ended.result.explanation ?? ""),
        result: ended === null ? null : resultOf(ended),
        resultAbout: ended?.result.about ?? null,
    };
}

/** Calls that say behind their result what is ready. */
const explains: ReadonlySet<string> = new Set(["pollDescriptors", "selectDescriptors"]);

/** MAX_RW_COUNT (include/linux/fs.h): a call that was to move any number of bytes. */
const mostBytes = 0x7ffff000;

/** What stood in the registers; what the log does not say is 0. */
export function registersOf({ row, arguments: given }: LoggedCall): readonly Word[] {
    const words: Word[] = [];
    for (let index = 0; index < row.arguments.length; index++) words.push(wordOf(given[index]) ?? (index === row.countAt ? mostBytes : 0));
    return words;
}

/** As the kernel returns it: an error as its negative number. null: it did not return. */
function resultOf({ name, result }: CallLine): number | null {
    // It puts back all registers, and what strace shows is the one that had the result of the interrupted call.
    if (name === "rt_sigreturn") return 0;
    const { value, error } = result;
    if (error !== null) return -(errorNumber(error) ?? 1);
    return value === null ? null : Number(value);
}

/** strace has an order of its own for the arguments of clone(2), with names before them. */
const namesOfClone: Readonly<Record<string, string>> = {
    flags: "flags",
    child_stack: "stack",
    parent_tid: "parentTid",
    parent_tidptr: "parentTid",
    child_tidptr: "childTid",
    tls: "tls",
};

function inOrder(row: Syscall, given: readonly Value[]): readonly (Value | undefined)[] {
    if (row.name !== "clone") return given;
    const places = new Map(given.flatMap((value) => (value.is === "named" ? [[namesOfClone[value.name] ?? "", value.value]] : [])));
    return row.arguments.map((name) => places.get(name));
}

function isOfInterest(row: Syscall, given: readonly (Value | undefined)[]): boolean {
    if (row.only === undefined) return true;
    const value = numberOf(given[row.arguments.indexOf(row.only.argument)]);
    return value !== undefined && row.only.values.includes((value & row.only.mask) >>> 0);
}
