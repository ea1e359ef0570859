/** A process of the launch, as the debugger sees it: what it is called, what it waits for, how it ended. */
import { EventEmitter } from "node:events";
import { readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { isNode, withoutOptions } from "./nodeProgram";
import type { ProcessEnd } from "./waitStatus";

/** The engine holds the process until a gdb takes it over, or it is released. */
export interface Hold {
    readonly reason: "launch" | "exec" | "breakpoint" | "signal";
    /** The address of a breakpoint (hexadecimal) or the number of a signal. */
    readonly detail: string;
}

export interface TargetProcessEvents {
    /** It waits for a gdb. */
    held: [];
    executed: [];
    /** Its title is another one. */
    renamed: [];
    /** It is shown as frozen, or no longer. */
    frozen: [];
    /** While it is shown as frozen it has gone on with the others for a moment, and stands again. */
    frozenAgain: [];
    /** The others go on, at once. */
    thawed: [];
    /** It has ended: `end`, or null when the engine died and nobody knows. */
    ended: [end: ProcessEnd | null];
    /** It needs a gdb although nothing holds it. */
    gdbWanted: [];
    /** The child of its vfork(2) has executed a program or ended: it goes on. */
    vforkOver: [];
}

/** Longer command lines are cut in names. */
const longestCommand = 48;

export class TargetProcess extends EventEmitter<TargetProcessEvents> {
    command: string;
    /** The executable. */
    program = "";
    /** What its program is called: `sh`, also where that is a link to another one. */
    programName = "";
    hold: Hold | undefined;
    /** Undefined while it lives. */
    end: ProcessEnd | null | undefined;
    /** A gdb is connected, or is about to be. */
    gdb = false;
    /** It needs a gdb although nothing holds it: a breakpoint was set that it may hit. */
    wantsGdb = false;
    /** Its user sees it stopped. */
    stopped = false;
    /** Its user steps it. */
    stepping = false;
    /** While it is suspended by vfork(2): nothing can stop it. */
    private vforkChild: TargetProcess | undefined;
    private frozen = false;
    private stands = false;
    private naming: Promise<void> | undefined;

    constructor(
        /** `p1`, as in the trace. */
        readonly id: string,
        readonly pid: number,
        readonly launched: boolean,
        creator: TargetProcess | undefined,
    ) {
        super();
        this.setMaxListeners(0);
        this.command = creator?.command ?? "";
        this.program = creator?.program ?? "";
        this.programName = creator?.programName ?? "";
    }

    get alive(): boolean {
        return this.end === undefined;
    }

    /** `wc -l (p2 · 4711)` */
    get name(): string {
        return `${this.command === "" ? "process" : this.command} (${this.id} · ${this.pid})`;
    }

    /** It stands still because another process has stopped, as far as its user is shown. */
    get isFrozen(): boolean {
        return this.frozen;
    }

    /** A stop freezes the processes that have no reason of their own to stand or to go on, at this very moment. */
    get standsWithOthers(): boolean {
        return this.stands;
    }

    /** `others`: whether a stop freezes the processes that have no reason of their own to stand or to go on. */
    markFrozen(others: boolean): void {
        const isFrozen = others && !this.stopped && !this.stepping && this.hold === undefined;
        if (isFrozen === this.frozen) return;
        this.frozen = isFrozen;
        this.emit("frozen");
    }

    /** A stop freezes the processes, or no longer; long before that is shown. */
    standWithOthers(stands: boolean): void {
        if (stands === this.stands) return;
        this.stands = stands;
        if (!stands) this.emit("thawed");
        else if (this.frozen) this.emit("frozenAgain");
    }

    /** The child in whose favour it is suspended by vfork(2). */
    get suspendedFor(): TargetProcess | undefined {
        return this.vforkChild;
    }

    suspendFor(child: TargetProcess): void {
        this.vforkChild = child;
        const over = (): void => {
            if (this.vforkChild !== child) return;
            this.vforkChild = undefined;
            this.emit("vforkOver");
        };
        child.once("executed", over);
        child.once("ended", over);
    }

    /** `name`: the first word of its command line. */
    executed(program: string, name: string): void {
        this.programName = path.basename(name === "" ? program : name);
        this.emit("executed");
        this.naming = this.rename(program);
    }

    /** Resolves when `program` and `command` are those of the program last executed. */
    async nameIsKnown(): Promise<void> {
        this.naming ??= this.rename(await readlink(`/proc/${this.pid}/exe`).catch(() => ""));
        await this.naming;
    }

    gdbIsWanted(): void {
        this.wantsGdb = true;
        this.emit("gdbWanted");
    }

    heldFor(hold: Hold): void {
        this.hold = hold;
        this.emit("held");
    }

    ended(end: ProcessEnd | null): void {
        if (!this.alive) return;
        this.end = end;
        this.hold = undefined;
        this.emit("ended", end);
    }

    private async rename(program: string): Promise<void> {
        this.program = program;
        this.command = (await commandLine(this.pid)) ?? path.basename(program);
        this.emit("renamed");
    }
}

/** As a user would type it: `wc -l`. */
async function commandLine(pid: number): Promise<string | undefined> {
    const bytes = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const words = bytes.split("\0").slice(0, -1);
    const [program, ...rest] = isNode(words[0] ?? "") ? withoutOptions(words) : words;
    if (program === undefined) return undefined;
    const line = [path.basename(program), ...rest].join(" ");
    return line.length <= longestCommand ? line : `${line.slice(0, longestCommand - 1)}…`;
}
