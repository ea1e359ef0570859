import assert from "node:assert/strict";
import type { Event } from "../../../tracer/model/event";
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { table, type SyscallName } from "../../../tracer/syscalls/table";
import type { Capture, TraceRecord, Word } from "../../../tracer/trace/record";
import { terminalSnapshot } from "../kernelAccount";
import type { Captured, PlannedCall } from "./word";
import { bytesOf, resultOf, taskNumber } from "./wordValues";
import { callWords, recordWords } from "./words";
import { variables } from "./variables";

/** Turns the lines of a script into trace records, and interprets them. */
export class Player {
    readonly interpreter = new Interpreter({
        locate: (stack) => (this.loopLines.has(stack) ? undefined : { file: "/src/a.c", line: stack, function: "main" }),
        isOfRuntime: (stack) => this.loopLines.has(stack),
        isBehindRead: (stack) => this.readLines.has(stack),
        libraryFunction: (stack) => this.libraryFunctions.get(stack),
        variable: (place) => variables[place],
    });
    readonly events: Event[] = [];
    private readonly pending = new Map<string, PlannedCall>();
    /** By stack. */
    private readonly libraryFunctions = new Map<number, string>();
    /** Stacks of which none is of the program. */
    private readonly loopLines = new Set<number>();
    /** Those of them that stand on a read of a stream. */
    private readonly readLines = new Set<number>();
    private time = 0;
    private serials = 0;
    private line = 0;

    /** `prepare` gets the interpreter before it has read anything. */
    constructor(prepare: (interpreter: Interpreter) => void = () => undefined) {
        prepare(this.interpreter);
        this.read({ type: "task", time: 0, tid: 101, pid: 101, creatorTid: 0, creatorPid: 0, cloneFlags: 0n, stack: 0, how: "launched" });
        this.read({ type: "exec", time: 0, pid: 101, formerTid: 101, path: "/bin/a", directory: "/home", arguments: ["./a"] });
        this.read({ type: "snapshot", time: 0, snapshot: terminalSnapshot(101) });
    }

    step(words: readonly string[]): void {
        this.line++;
        const [who = "", ...others] = words;
        const isOfLoop = others[0] === "loop" || others[0] === "reader";
        if (isOfLoop) this.loopLines.add(this.line);
        if (others[0] === "reader") this.readLines.add(this.line);
        const [verb = "", ...rest] = isOfLoop ? others.slice(1) : others;
        const records = recordWords[verb];
        if (verb === "enters") this.enter(who, rest);
        else if (verb === "leaves") this.leave(who, rest[0] ?? "");
        else if (records === undefined) this.call(who, plan([verb, ...rest], this.serial));
        else for (const record of records(who, rest, { time: this.tick, line: this.line })) this.read(record);
    }

    read(record: TraceRecord): void {
        this.events.push(...this.interpreter.read(record));
    }

    private enter(who: string, words: readonly string[]): void {
        const call = plan(words, this.serial);
        this.pending.set(who, call);
        this.read({ type: "enter", ...this.base(who, call), captures: captures(call.name, call.entry ?? {}) });
    }

    private leave(who: string, outcome: string): void {
        const call = this.pending.get(who);
        assert.ok(call !== undefined, `${who} is in no call`);
        const data = outcome.startsWith('"') ? bytesOf(outcome) : (call.data ?? new Uint8Array());
        const result = outcome.startsWith('"') ? data.length : outcome === "" ? call.result : resultOf(outcome);
        const { tid, nr, time } = this.base(who, call);
        const atExit = captures(call.name, captured(call, result, data));
        this.read({ type: "exit", time, tid, nr, result: result, captures: atExit });
    }

    private call(who: string, call: PlannedCall): void {
        const base = this.base(who, call);
        this.read({
            type: "call",
            ...base,
            exitTime: base.time,
            result: call.result,
            captures: captures(call.name, { ...call.entry, ...captured(call, call.result, call.data ?? new Uint8Array()) }),
        });
    }

    private base(who: string, call: PlannedCall) {
        if (call.called !== undefined) this.libraryFunctions.set(this.line, call.called);
        return { time: this.tick(), tid: taskNumber(who), nr: table[call.name].number, args: call.args.map(wordOf), stack: this.line };
    }

    private readonly tick = (): number => (this.time += 1000);

    private readonly serial = (): number => ++this.serials;
}

/** `pipe 3 4 O_NONBLOCK = EMFILE`: words before `=`, and the result after it. */
function plan([verb = "", ...words]: readonly string[], serial: () => number): PlannedCall {
    const equals = words.indexOf("=");
    const callWord = callWords[verb];
    assert.ok(callWord !== undefined, `the script language has no word ${verb}`);
    const call = callWord(equals < 0 ? words : words.slice(0, equals), serial);
    return equals < 0 ? call : { ...call, result: resultOf(words[equals + 1] ?? "0") };
}

function captured(call: PlannedCall, result: number, data: Uint8Array): Captured {
    return result < 0 ? {} : (call.exit?.(result, data) ?? {});
}

function captures(name: SyscallName, byName: Captured): readonly Capture[] {
    const names = Object.keys(table[name].captures);
    return Object.entries(byName).map(([capture, bytes]) => ({
        operation: names.indexOf(capture),
        status: "whole",
        fullLength: bytes.length,
        bytes: new Uint8Array(bytes),
    }));
}

/** As it would stand in a register. */
function wordOf(value: number): Word {
    return value < 0 ? BigInt.asUintN(64, BigInt(value)) : value;
}
