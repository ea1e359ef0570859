/** A user with a debugger, for tests: starts a program, gets a session for each process, sets breakpoints in all of them. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { processesOf } from "../vscode/leftovers";
import { ProcessDriver } from "./processDriver";
import { SessionClient, type ReverseAnswer } from "./sessionClient";

export type Breakpoint = number | DebugProtocol.SourceBreakpoint;

export interface RunOptions {
    readonly program: string;
    /** By file. */
    readonly breakpoints?: Readonly<Record<string, readonly Breakpoint[]>>;
    readonly functions?: readonly DebugProtocol.FunctionBreakpoint[];
    readonly exceptions?: readonly string[];
    /** Further attributes of the launch configuration. */
    readonly configuration?: object;
    readonly environment?: NodeJS.ProcessEnv;
    /** What runs the adapter in place of Node. */
    readonly runtime?: string;
    /** Runs the programs in something like a terminal when the adapter asks; else it is told that there is none. */
    readonly terminal?: boolean;
    /** Whether the client can open sessions for processes. */
    readonly sessions?: boolean;
    /** Sees every event of the launch's session. */
    /** Exception filters with conditions. */
    readonly conditions?: readonly DebugProtocol.ExceptionFilterOptions[];
    readonly onEvent?: (event: DebugProtocol.Event) => void;
}

export class DebugRun {
    readonly root: SessionClient;
    readonly processes: ProcessDriver[] = [];
    /** What the programs printed, and the adapter. */
    output = "";
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
    private readonly environment: NodeJS.ProcessEnv;
    private readonly breakpoints: Map<string, readonly Breakpoint[]>;
    private readonly newProcess = new Set<() => void>();
    private readonly clients: SessionClient[] = [];
    private terminal: ChildProcess | undefined;
    private gone = false;

    private constructor(private readonly options: RunOptions) {
        for (const name of ["cache", "tmp"]) fs.mkdirSync(path.join(this.folder, name), { mode: 0o700 });
        this.environment = {
            ...process.env,
            XDG_CACHE_HOME: path.join(this.folder, "cache"),
            TMPDIR: path.join(this.folder, "tmp"),
            ...options.environment,
        };
        this.breakpoints = new Map(Object.entries(options.breakpoints ?? {}));
        this.root = new SessionClient("launch", this.environment, (request) => this.answer(request), options.runtime);
        if (options.onEvent !== undefined) this.root.onEvent = options.onEvent;
        this.root.on("output", ({ body }: DebugProtocol.OutputEvent) => (this.output += body.output));
    }

    /** Resolves when the launch has been answered; rejects with its error message. */
    static async start(options: RunOptions): Promise<DebugRun> {
        const run = new DebugRun(options);
        try {
            await run.launch();
        } catch (error) {
            await run.dispose();
            throw error;
        }
        return run;
    }

    /** The session of `p1`, `p2`, … that is not over: waits until there is one. */
    process(id: string, milliseconds = patience): Promise<ProcessDriver> {
        return new Promise((resolve, reject) => {
            const look = (): boolean => {
                const found = this.processes.findLast((process) => process.id === id && !process.over);
                if (found === undefined) return false;
                this.newProcess.delete(look);
                clearTimeout(timer);
                resolve(found);
                return true;
            };
            const timer = setTimeout(
                () => reject(new Error(`no session for ${id}; there are ${this.processes.map(({ client }) => client.name).join(", ")}`)),
                milliseconds,
            );
            if (!look()) this.newProcess.add(look);
        });
    }

    /** As an editor does it: in all sessions. */
    async setBreakpoints(file: string, breakpoints: readonly Breakpoint[]): Promise<void> {
        this.breakpoints.set(file, breakpoints);
        const clients = [this.root, ...this.processes.filter(({ over }) => !over).map(({ client }) => client)];
        await Promise.all(clients.map((client) => client.setBreakpointsRequest(breakpointArguments(file, breakpoints))));
    }

    /** Resolves to the exit status when the launch's session has ended. */
    async ended(milliseconds = patience): Promise<number | undefined> {
        await this.root.take("terminated", milliseconds);
        const exited = this.root.events.find(({ event }) => event === "exited");
        return (exited?.body as { exitCode: number } | undefined)?.exitCode;
    }

    /** As the client does it when the adapter asks for a session. */
    async openSessionAt(socket: string, pid: number): Promise<void> {
        const answer = await this.openSession({ request: "launch", configuration: { name: `process ${pid}`, __process: { socket, pid } } });
        if (!answer.success) throw new Error(answer.message);
    }

    /** What is left in the folder for temporary files, and which processes live that began here. */
    leftovers(): { files: string[]; processes: string[] } {
        return { files: fs.readdirSync(path.join(this.folder, "tmp")), processes: processesOf(this.folder).map(({ command }) => command) };
    }

    /** The client disconnects. */
    async disconnect(): Promise<void> {
        this.gone = true;
        await this.root.stop();
    }

    /** The client is gone without a word. */
    vanish(): void {
        this.gone = true;
        this.root.hangUp();
    }

    get traces(): string[] {
        const folder = path.join(this.folder, "cache", "ipcscope", "traces");
        return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
    }

    /** Ends all. Resolves to what is left a moment later, which should be nothing. */
    async dispose(): Promise<{ files: string[]; processes: string[] }> {
        if (!this.gone) await this.root.stop();
        this.gone = true;
        await Promise.all(this.clients.map((client) => client.stop()));
        const deadline = Date.now() + patience;
        let left = this.leftovers();
        while (left.files.length + left.processes.length > 0 && Date.now() < deadline) {
            await new Promise((resolve) => setTimeout(resolve, 50));
            left = this.leftovers();
        }
        for (const { pid } of processesOf(this.folder)) process.kill(pid, "SIGKILL");
        fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
        return left;
    }

    private async launch(): Promise<void> {
        await this.root.start();
        await this.root.initializeRequest(initializeArguments(this.options.terminal === true, this.options.sessions !== false));
        const launched = this.root.launchRequest({
            program: this.options.program,
            name: path.basename(this.options.program),
            ...this.options.configuration,
        } as object);
        await Promise.race([launched, this.root.take("initialized").then(() => this.configure(this.root))]);
        await launched;
    }

    private async configure(client: SessionClient): Promise<void> {
        for (const [file, breakpoints] of this.breakpoints) await client.setBreakpointsRequest(breakpointArguments(file, breakpoints));
        if (this.options.functions !== undefined) await client.setFunctionBreakpointsRequest({ breakpoints: [...this.options.functions] });
        await client.setExceptionBreakpointsRequest({
            filters: [...(this.options.exceptions ?? ["crash"])],
            filterOptions: [...(this.options.conditions ?? [])],
        });
        await client.configurationDoneRequest();
    }

    private async answer(request: DebugProtocol.Request): Promise<ReverseAnswer> {
        if (request.command === "startDebugging") return this.openSession((request as DebugProtocol.StartDebuggingRequest).arguments);
        if (request.command === "runInTerminal") return this.runInTerminal((request as DebugProtocol.RunInTerminalRequest).arguments);
        return { success: false, message: `unknown request ${request.command}` };
    }

    private async openSession({ configuration }: DebugProtocol.StartDebuggingRequestArguments): Promise<ReverseAnswer> {
        if (this.gone) return { success: false, message: "the client is gone" };
        const client = new SessionClient(String(configuration["name"]), this.environment, () => Promise.resolve({ success: false }));
        const driver = new ProcessDriver(client);
        this.clients.push(client);
        await client.start();
        await client.initializeRequest(initializeArguments(false, false));
        const begun = client.launchRequest(configuration);
        try {
            await Promise.race([client.take("initialized"), begun]);
            await this.configure(client);
            this.processes.push(driver);
            for (const look of [...this.newProcess]) look();
            await begun;
            return { success: true };
        } catch (error) {
            return { success: false, message: error instanceof Error ? error.message : String(error) };
        }
    }

    private runInTerminal({ args, cwd, env }: DebugProtocol.RunInTerminalRequestArguments): ReverseAnswer {
        const [program = "", ...words] = args;
        this.terminal = spawn(program, words, {
            cwd,
            env: { ...this.environment, ...(env as Record<string, string>) },
            stdio: ["pipe", "pipe", "pipe"],
        });
        this.terminal.stdout?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
        this.terminal.stderr?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
        return { success: true, body: { processId: this.terminal.pid } };
    }
}

function initializeArguments(terminal: boolean, sessions: boolean): DebugProtocol.InitializeRequestArguments {
    return {
        adapterID: "ipcscope",
        linesStartAt1: true,
        columnsStartAt1: true,
        pathFormat: "path",
        supportsStartDebuggingRequest: sessions,
        supportsRunInTerminalRequest: terminal,
    };
}

function breakpointArguments(file: string, breakpoints: readonly Breakpoint[]): DebugProtocol.SetBreakpointsArguments {
    return {
        source: { path: file },
        breakpoints: breakpoints.map((breakpoint) => (typeof breakpoint === "number" ? { line: breakpoint } : breakpoint)),
    };
}
