/**
 * A small language for what processes do, and the records that a recorder would have written of it. One line a step:
 *
 *     p1 pipe 3 4                       the call and its descriptors
 *     p1 fork p2                        vfork, clone-files, clone-parent and thread in the same way
 *     p2 write 4 "hello\n"              all of it was taken; `= 3` at the end: only so much; `= EPIPE`: it failed
 *     p2 write 4 "hello\n" captured 2   … and so many bytes are in the record
 *     p1 read 3 "hello\n"               what it got; "" is the end of the file
 *     p1 enters read 3                  it waits in the call …
 *     p1 leaves "hello\n"               … and returns: with what it got, with a number, or with an error
 *     p1 open /tmp/f O_WRONLY = 3       files get an inode of their own by their name; names under /fifo/ are FIFOs
 *     p2 exec wc -l                     p2 exits 3, p2 killed SIGPIPE, p1 wait p2
 *
 * p1 is there from the beginning, with the terminal as descriptors 0, 1 and 2.
 */
import assert from "node:assert/strict";
import { constants as openConstants } from "node:fs";
import { constants } from "node:os";
import { Interpreter } from "../../tracer/interpret/interpreter";
import type { Event } from "../../tracer/events/event";
import type { State } from "../../tracer/model/state";
import { table, type CaptureName, type SyscallName } from "../../tracer/syscalls/table";
import type { Capture, TraceRecord } from "../../tracer/trace/record";
import { objectBytes, terminalSnapshot } from "./kernelAccount";

export interface Played {
    readonly events: readonly Event[];
    readonly state: State;
}

/** Play the lines; the events include those of the beginning. */
export function play(script: string): Played {
    const player = new Player();
    for (const line of script.split("\n")) {
        const words = line.match(/"(?:[^"\\]|\\.)*"|\S+/g);
        if (words !== null) player.step(words);
    }
    return { events: player.events, state: player.interpreter.state };
}

/** The state, and the events of one kind. */
export function eventsOf<K extends Event["kind"]>(played: Played, kind: K): readonly Extract<Event, { kind: K }>[] {
    return played.events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
}

interface PlannedCall {
    readonly name: SyscallName;
    readonly args: readonly number[];
    readonly entry?: Partial<Record<CaptureName, Uint8Array>>;
    /** What is captured when it returns this. */
    readonly exit?: (result: number, data: Uint8Array) => Partial<Record<CaptureName, Uint8Array>>;
    readonly result: number;
    readonly data?: Uint8Array;
}

export class Player {
    readonly interpreter = new Interpreter({ locate: (stack) => ({ file: "/src/a.c", line: stack, function: "main" }) });
    readonly events: Event[] = [];
    private readonly pending = new Map<string, PlannedCall>();
    private time = 0;
    private pipes = 0;
    private lineNumber = 0;

    constructor() {
        this.read({ type: "task", time: 0, tid: 101, pid: 101, creatorTid: 0, creatorPid: 0, cloneFlags: 0n, stack: 0, how: "launched" });
        this.read({ type: "exec", time: 0, pid: 101, formerTid: 101, path: "/bin/a", directory: "/home", arguments: ["./a"] });
        this.read({ type: "snapshot", time: 0, snapshot: terminalSnapshot(101) });
    }

    step(words: readonly string[]): void {
        this.lineNumber++;
        const [who = "", verb = "", ...rest] = words;
        const control = this.controls[verb];
        if (control !== undefined) control(who, rest);
        else this.whole(who, this.plan(who, verb, rest));
    }

    read(record: TraceRecord): void {
        this.events.push(...this.interpreter.read(record));
    }

    private readonly controls: Readonly<Record<string, (who: string, words: readonly string[]) => void>> = {
        "fork": (who, [child = ""]) => this.create(who, child, 17n, "fork"),
        "vfork": (who, [child = ""]) => this.create(who, child, 0x4111n, "vfork"),
        "clone-files": (who, [child = ""]) => this.create(who, child, 0x411n, "clone"),
        "clone-parent": (who, [child = ""]) => this.create(who, child, 0x8011n, "clone"),
        "thread": (who, [thread = ""]) => this.create(who, thread, 0x10f00n, "clone"),
        "enters": (who, [verb = "", ...rest]) => {
            const call = this.plan(who, verb, rest);
            this.pending.set(who, call);
            this.read({ type: "enter", ...this.base(who, call), captures: captures(call.name, call.entry ?? {}) });
        },
        "leaves": (who, [outcome = ""]) => {
            const call = this.pending.get(who);
            assert.ok(call !== undefined, `${who} is in no call`);
            const data = outcome.startsWith('"') ? bytesOf(outcome) : (call.data ?? new Uint8Array());
            const result = outcome.startsWith('"') ? data.length : outcome === "" ? call.result : resultOf(outcome);
            const { tid, nr, time } = this.base(who, call);
            this.read({
                type: "exit",
                time,
                tid,
                nr,
                result: BigInt(result),
                captures: result < 0 ? [] : captures(call.name, call.exit?.(result, data) ?? {}),
            });
        },
        "exec": (who, words) =>
            this.read({
                type: "exec",
                time: this.tick(),
                pid: number(who),
                formerTid: number(who),
                path: `/bin/${words[0] ?? ""}`,
                directory: "/home",
                arguments: words,
            }),
        "exits": (who, [code = "0"]) => this.end(who, Number(code) << 8),
        "killed": (who, [signal = "SIGKILL"]) => this.end(who, constants.signals[signal as NodeJS.Signals]),
        "thread-exits": (who) =>
            this.read({ type: "exiting", time: this.tick(), tid: number(who), pid: number(who.split(".")[0] ?? ""), waitStatus: 0 }),
        "stops": (who) =>
            this.read({
                type: "stop",
                time: this.tick(),
                tid: number(who),
                pid: number(who),
                stack: 0,
                reason: "breakpoint",
                othersFrozen: true,
                signal: 0,
            }),
        "resumes": (who) => this.read({ type: "resume", time: this.tick(), tid: number(who), pid: number(who) }),
        "gets": (who, [signal = "", sender = ""]) =>
            this.read({
                type: "signal",
                time: this.tick(),
                tid: number(who),
                stack: 0,
                signal: constants.signals[signal as NodeJS.Signals],
                code: 0,
                senderPid: sender === "" ? null : number(sender),
            }),
    };

    private end(who: string, waitStatus: number): void {
        for (const type of ["exiting", "exited"] as const) {
            this.read({ type, time: this.tick(), tid: number(who), pid: number(who), waitStatus });
        }
    }

    private create(who: string, child: string, cloneFlags: bigint, how: "fork" | "vfork" | "clone"): void {
        const isThread = (cloneFlags & 0x10000n) !== 0n;
        this.read({
            type: "task",
            time: this.tick(),
            tid: number(child),
            pid: number(isThread ? (child.split(".")[0] ?? "") : child),
            creatorTid: number(who),
            creatorPid: number(who.split(".")[0] ?? ""),
            cloneFlags,
            stack: this.lineNumber,
            how,
        });
    }

    private whole(who: string, call: PlannedCall): void {
        const atExit = call.result < 0 ? {} : (call.exit?.(call.result, call.data ?? new Uint8Array()) ?? {});
        const base = this.base(who, call);
        this.read({
            type: "call",
            ...base,
            exitTime: base.time,
            result: BigInt(call.result),
            captures: captures(call.name, { ...call.entry, ...atExit }),
        });
    }

    private base(who: string, call: PlannedCall) {
        return { time: this.tick(), tid: number(who), nr: table[call.name].number, args: call.args.map(BigInt), stack: this.lineNumber };
    }

    private tick(): number {
        return (this.time += 1000);
    }

    /** `pipe 3 4 O_NONBLOCK = EMFILE`: words before `=`, and the result after it. */
    private plan(who: string, verb: string, words: readonly string[]): PlannedCall {
        const equals = words.indexOf("=");
        const given = equals < 0 ? words : words.slice(0, equals);
        const result = equals < 0 ? null : resultOf(words[equals + 1] ?? "0");
        const planner = this.plans[verb];
        assert.ok(planner !== undefined, `the script language has no word ${verb}`);
        const call = planner(given, who);
        return result === null ? call : { ...call, result };
    }

    private readonly plans: Readonly<Record<string, (words: readonly string[], who: string) => PlannedCall>> = {
        "pipe": ([readFd = "", writeFd = "", ...flags]) => {
            const inode = 5000 + ++this.pipes;
            const word = flagsOf(flags);
            const facts = (access: number) => objectBytes({ link: `pipe:[${inode}]`, inode, mode: 0o010600, flags: word | access });
            const ends = Uint8Array.from([Number(readFd), 0, 0, 0, Number(writeFd), 0, 0, 0]);
            return { name: "pipe2", args: [0, word], result: 0, exit: () => ({ ends, readEnd: facts(0), writeEnd: facts(1) }) };
        },
        "write": ([fd = "", text = '""', , captured]) => {
            const data = bytesOf(text);
            const entry = { data: captured === undefined ? data : data.subarray(0, Number(captured)) };
            return { name: "write", args: [Number(fd), 0, data.length], entry, result: data.length };
        },
        "read": ([fd = "", text = '""']) => {
            const data = bytesOf(text);
            return {
                name: "read",
                args: [Number(fd), 0, 65536],
                result: data.length,
                data,
                exit: (length, got) => ({ data: got.subarray(0, length) }),
            };
        },
        "close": ([fd = ""]) => ({ name: "close", args: [Number(fd)], result: 0 }),
        "dup": ([fd = ""]) => ({ name: "dup", args: [Number(fd)], result: 0 }),
        "dup2": ([fd = "", newFd = ""]) => ({ name: "dup2", args: [Number(fd), Number(newFd)], result: Number(newFd) }),
        "fcntl": ([fd = "", command = "", argument = "0"]) => ({
            name: "fcntl",
            args: [Number(fd), Number(command), Number(argument)],
            result: 0,
        }),
        "lseek": ([fd = "", offset = ""]) => ({ name: "lseek", args: [Number(fd), Number(offset), 0], result: Number(offset) }),
        "close_range": ([first = "", last = "", flags = "0"]) => ({
            name: "close_range",
            args: [first, last, flags].map(Number),
            result: 0,
        }),
        "splice": ([from = "", to = "", length = ""]) => ({
            name: "splice",
            args: [Number(from), 0, Number(to), 0, Number(length), 0],
            result: Number(length),
        }),
        "tee": ([from = "", to = "", length = ""]) => ({
            name: "tee",
            args: [Number(from), Number(to), Number(length), 0],
            result: Number(length),
        }),
        "open": ([path = "", ...flags]) => this.opening(path, flags),
        "mkfifo": ([path = ""]) => ({ name: "mknod", args: [0, 0o010644, 0], entry: { path: Buffer.from(path) }, result: 0 }),
        "unlink": ([path = ""]) => ({ name: "unlink", args: [0], entry: { path: Buffer.from(path) }, result: 0 }),
        "rename": ([path = "", newPath = ""]) => ({
            name: "rename",
            args: [0, 0],
            entry: { path: Buffer.from(path), newPath: Buffer.from(newPath) },
            result: 0,
        }),
        "chdir": ([path = ""]) => ({ name: "chdir", args: [0], entry: { path: Buffer.from(path) }, result: 0 }),
        "kill": ([target = "", signal = ""]) => ({
            name: "kill",
            args: [number(target), constants.signals[signal as NodeJS.Signals]],
            result: 0,
        }),
        "wait": ([child = ""]) => ({ name: "wait4", args: [-1, 0, 0, 0], result: number(child) }),
        "sigchld": ([disposition = ""]) => {
            const action = new Uint8Array(24);
            action[0] = disposition === "ignored" ? 1 : 0;
            return { name: "rt_sigaction", args: [17, 0, 0, 8], entry: { action }, result: 0 };
        },
        "handles": ([signal = "", flags = "0"]) => {
            const action = new DataView(new ArrayBuffer(24));
            action.setBigUint64(0, 0x401000n, true);
            action.setBigUint64(8, BigInt(flags), true);
            return {
                name: "rt_sigaction",
                args: [constants.signals[signal as NodeJS.Signals], 0, 0, 8],
                entry: { action: new Uint8Array(action.buffer) },
                result: 0,
            };
        },
        "subreaper": () => ({ name: "prctl", args: [36, 1], result: 0 }),
        "unshare-files": () => ({ name: "unshare", args: [0x400], result: 0 }),
        "execve": ([path = ""]) => ({ name: "execve", args: [0, 0, 0], entry: { path: Buffer.from(path) }, result: 0 }),
    };

    private opening(path: string, flags: readonly string[]): PlannedCall {
        const word = flagsOf(flags);
        const absolute = path.startsWith("/") ? path : `/home/${path}`;
        const inode = [...absolute].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100000, 7);
        const mode = absolute.startsWith("/fifo/") ? 0o010644 : 0o100644;
        const object = objectBytes({ link: absolute, inode, mode, flags: word });
        return { name: "open", args: [0, word, 0], entry: { path: Buffer.from(path) }, result: 0, exit: () => ({ object }) };
    }
}

/** p1 has the number 101; its thread p1.2 the number 1012. */
function number(name: string): number {
    const [process = "", thread] = name.replace("p", "").split(".");
    return thread === undefined ? 100 + Number(process) : (100 + Number(process)) * 10 + Number(thread);
}

function resultOf(word: string): number {
    const errors: Readonly<Record<string, number>> = { ...constants.errno, ERESTARTSYS: 512 };
    const error = errors[word];
    return error === undefined ? Number(word) : -error;
}

function flagsOf(words: readonly string[]): number {
    const values: Readonly<Record<string, number>> = { ...openConstants, O_CLOEXEC: 0o2000000 };
    return words.reduce((flags, word) => flags | (values[word] ?? 0), 0);
}

/** Text in quotes, or `x*70000` for many of one letter. */
function bytesOf(text: string): Uint8Array {
    const repeated = /^(.)\*(\d+)$/.exec(text);
    return Buffer.from(repeated === null ? (JSON.parse(text) as string) : (repeated[1] ?? "").repeat(Number(repeated[2])), "latin1");
}

function captures(name: SyscallName, byName: Partial<Record<CaptureName, Uint8Array>>): readonly Capture[] {
    const names = Object.keys(table[name].captures);
    return Object.entries(byName).map(([capture, bytes]) => ({
        operation: names.indexOf(capture),
        status: "whole",
        fullLength: bytes.length,
        bytes,
    }));
}
