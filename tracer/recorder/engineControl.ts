/**
 * The client's side of the engine's control protocol (docs/engine-interface.md): the engine connects to a socket of ours,
 * tells what happens to its processes, and answers commands. When this connection ends, the engine kills its targets.
 */
import { EventEmitter } from "node:events";
import { chmod, rm } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { parseEngineLine, type EngineLine } from "./engineLine";
import { makeSocketFolder } from "./socketFolder";

/** What the engine tells without being asked. */
export interface EngineEvents {
    hello: [event: { readonly version: string; readonly pid: number }];
    process: [event: { readonly pid: number; readonly parent: number; readonly how: "launched" | "fork" | "vfork" | "clone" | "attached" }];
    /** `name`: the first word of its command line, or an empty one. */
    exec: [event: { readonly pid: number; readonly path: string; readonly name: string }];
    /** Waits for `release` or for a gdb. `detail`: the address of a breakpoint (hexadecimal) or the number of a signal. */
    held: [event: { readonly pid: number; readonly reason: "launch" | "exec" | "breakpoint" | "signal"; readonly detail: string }];
    stopped: [event: { readonly pid: number; readonly reason: "breakpoint" | "step" | "pause" | "signal" | "entry" }];
    resumed: [event: { readonly pid: number }];
    /** Every process that is not itself held, stopped or stepped stands still, since another one stopped. */
    frozen: [];
    thawed: [];
    exited: [event: { readonly pid: number; readonly waitStatus: number }];
    recordingFailed: [event: { readonly sentence: string }];
    /** A program could not be started. Unlike other emitters, nothing is thrown when nobody listens. */
    error: [event: { readonly status: number; readonly sentence: string }];
    end: [event: { readonly waitStatus: number }];
    /** The connection is gone, and with it the engine. `expected`: it had said `end` before, or we closed it. */
    closed: [event: { readonly expected: boolean }];
}

/** A command that the engine refused, with the engine's sentence; or that it can no longer answer. */
export class EngineCommandError extends Error {
    override readonly name = "EngineCommandError";
}

interface PendingCommand {
    readonly resolve: (values: readonly string[]) => void;
    readonly reject: (error: EngineCommandError) => void;
}

export class EngineControl extends EventEmitter<EngineEvents> {
    /** Makes a private directory with a socket in it and waits there for the engine (started with `--control path --sockets directory`). */
    static async listen(): Promise<EngineControl> {
        const directory = await makeSocketFolder();
        const control = new EngineControl(directory, path.join(directory, "control"));
        try {
            await control.open();
        } catch (error) {
            await rm(directory, { recursive: true, force: true });
            throw error;
        }
        return control;
    }

    private readonly server = net.createServer((socket) => this.accept(socket));
    private readonly pending = new Map<number, PendingCommand>();
    private socket: net.Socket | undefined;
    private isGreeted = false;
    private unsent = "";
    private unread = "";
    private lastCommand = 0;
    private ended = false;
    private gone = false;

    private constructor(
        /** Mode 0700; for the engine's `--sockets`. Removed by `close`. */
        readonly directory: string,
        /** For the engine's `--control`. */
        readonly path: string,
    ) {
        super();
    }

    /** Releases the programs held at launch that have no gdb. */
    async start(): Promise<void> {
        await this.command("start");
    }

    /** Makes the engine listen for that process's gdb; resolves to the path of the socket. */
    async gdb(pid: number): Promise<string> {
        const [socketPath] = await this.command("gdb", pid);
        if (socketPath === undefined) throw new EngineCommandError("The engine named no socket for gdb.");
        return socketPath;
    }

    /** Lets a held process run on. */
    async release(pid: number): Promise<void> {
        await this.command("release", pid);
    }

    /** Replaces the engine's own breakpoints in a process that has no gdb. */
    async breakpoints(pid: number, addresses: readonly bigint[]): Promise<void> {
        await this.command(
            "breakpoints",
            pid,
            ...(addresses.length === 0 ? [] : [addresses.map((address) => address.toString(16)).join(",")]),
        );
    }

    /** Whether a process that execs and has no gdb is held until `release`. */
    async holdExec(on: boolean): Promise<void> {
        await this.command("hold-exec", on ? "on" : "off");
    }

    /** Holds a process without gdb that is about to die of a signal of `fatal`, or to get one of `delivered` that it does not ignore. */
    async holdSignals(fatal: readonly number[], delivered: readonly number[] = []): Promise<void> {
        const words = [...fatal.map(String), ...delivered.map((signal) => `+${signal}`)];
        await this.command("hold-signals", ...(words.length === 0 ? [] : [words.join(",")]));
    }

    /** Whether the other processes freeze when one stops. */
    async stopMode(mode: "all" | "one"): Promise<void> {
        await this.command("stop-mode", mode);
    }

    /**
     * The stop for which the process is held, or its next pause, is not for the user: it is not announced or recorded,
     * and neither it nor the continuation changes which processes are frozen.
     */
    async unseen(pid: number): Promise<void> {
        await this.command("unseen", pid);
    }

    /**
     * The user steps the process: it finishes its step even when another process stops meanwhile and freezes the rest.
     * Off: no step came of it.
     */
    async stepping(pid: number, on: boolean): Promise<void> {
        await this.command("stepping", pid, on ? "on" : "off");
    }

    /** Another debugger than gdb has stopped the process, or lets it go on (`null`): the others freeze meanwhile (`stopMode`). */
    async stands(pid: number, why: "breakpoint" | "step" | "pause" | "entry" | null): Promise<void> {
        await this.command("stands", pid, why ?? "off");
    }

    /** The user lets the frozen processes go on. */
    async thaw(): Promise<void> {
        await this.command("thaw");
    }

    /** From now on, each access to shared memory is recorded, or none. */
    async watchMemory(on: boolean): Promise<void> {
        await this.command("watch-memory", on ? "on" : "off");
    }

    /** Whether the machine's debug registers work, so that a gdb can watch data in hardware. */
    async debugRegistersWork(): Promise<boolean> {
        const [answer] = await this.command("debug-registers");
        return answer === "work";
    }

    /** SIGKILL to one process, or to all. */
    async kill(pid?: number): Promise<void> {
        await this.command("kill", ...(pid === undefined ? [] : [pid]));
    }

    /** Ends the connection (an engine that still runs kills its targets) and removes the directory. */
    async close(): Promise<void> {
        this.ended = true;
        this.socket?.destroy();
        this.server.close();
        this.disconnected();
        await rm(this.directory, { recursive: true, force: true });
    }

    private async open(): Promise<void> {
        await new Promise<void>((resolve, reject) => {
            this.server.once("error", reject);
            this.server.listen(this.path, resolve);
        });
        await chmod(this.path, 0o600);
    }

    private accept(socket: net.Socket): void {
        if (this.socket !== undefined || this.gone) {
            socket.destroy(); // One engine has one connection.
            return;
        }
        this.socket = socket;
        this.server.close();
        socket.setEncoding("utf8");
        socket.on("data", (text: string) => this.received(text));
        socket.on("error", () => undefined); // "close" follows.
        socket.on("close", () => this.disconnected());
    }

    /** Commands wait for the first word of the engine: one that has ended already would make the socket forget what it had said. */
    private greeted(): void {
        this.isGreeted = true;
        this.socket?.write(this.unsent);
        this.unsent = "";
    }

    private command(verb: string, ...values: readonly (string | number)[]): Promise<readonly string[]> {
        if (this.gone) return Promise.reject(new EngineCommandError("The engine has ended."));
        const id = ++this.lastCommand;
        const line = [id, verb, ...values].join(" ") + "\n";
        return new Promise((resolve, reject) => {
            this.pending.set(id, { resolve, reject });
            if (this.isGreeted) this.socket?.write(line);
            else this.unsent += line;
        });
    }

    private received(text: string): void {
        const lines = (this.unread + text).split("\n");
        this.unread = lines.pop() ?? "";
        for (const line of lines) {
            const parsed = parseEngineLine(line);
            if (parsed !== undefined) this.handle(parsed);
        }
    }

    private handle(line: EngineLine): void {
        switch (line.type) {
            case "done":
                this.answered(line.command)?.resolve(line.values);
                return;
            case "failed":
                this.answered(line.command)?.reject(new EngineCommandError(line.sentence));
                return;
            case "hello":
                this.greeted();
                this.emit("hello", line);
                return;
            case "process":
                this.emit("process", line);
                return;
            case "exec":
                this.emit("exec", line);
                return;
            case "held":
                this.emit("held", line);
                return;
            case "stopped":
                this.emit("stopped", line);
                return;
            case "resumed":
                this.emit("resumed", line);
                return;
            case "frozen":
                this.emit("frozen");
                return;
            case "thawed":
                this.emit("thawed");
                return;
            case "exited":
                this.emit("exited", line);
                return;
            case "recordingFailed":
                this.emit("recordingFailed", line);
                return;
            case "error":
                if (this.listenerCount("error") > 0) this.emit("error", line);
                return;
            case "end":
                this.ended = true;
                this.emit("end", line);
                return;
        }
    }

    private answered(id: number): PendingCommand | undefined {
        const command = this.pending.get(id);
        this.pending.delete(id);
        return command;
    }

    private disconnected(): void {
        if (this.gone) return;
        this.gone = true;
        for (const command of this.pending.values()) command.reject(new EngineCommandError("The engine ended before it answered."));
        this.pending.clear();
        this.emit("closed", { expected: this.ended });
    }
}
