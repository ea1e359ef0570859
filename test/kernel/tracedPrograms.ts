/** Programs under an engine of their own, with its control connection and what it has told so far. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { engineCommand, type EngineRun } from "../../tracer/recorder/engineCommand";
import { EngineControl, type EngineEvents } from "../../tracer/recorder/engineControl";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { assertConsistent } from "../consistentRecording";
import { patience } from "../patience";

type EventName = keyof EngineEvents;
type EventOf<Name extends EventName> = EngineEvents[Name][0];

interface Told {
    readonly name: EventName;
    readonly event: EventOf<EventName>;
    taken: boolean;
}

const eventNames = Object.keys({
    hello: 0,
    process: 0,
    exec: 0,
    held: 0,
    stopped: 0,
    resumed: 0,
    frozen: 0,
    thawed: 0,
    exited: 0,
    recordingFailed: 0,
    error: 0,
    end: 0,
    closed: 0,
} satisfies Record<EventName, 0>) as readonly EventName[];

export class TracedPrograms {
    static start(...programs: readonly (readonly string[])[]): Promise<TracedPrograms> {
        return TracedPrograms.startWith({}, ...programs);
    }

    static async startWith(
        options: Pick<EngineRun, "debugRegisters" | "watchMemory">,
        ...programs: readonly (readonly string[])[]
    ): Promise<TracedPrograms> {
        const control = await EngineControl.listen();
        const trace = path.join(control.directory, "test.ipctrace");
        const settings = { programs, payload: 4096, stacks: true } as const;
        await createTrace(trace, { ...settings, directory: process.cwd(), ipcscope: "test" });
        const traced = new TracedPrograms(control, trace);
        const [executable, ...words] = engineCommand({ ...options, ...settings, trace, control });
        traced.engine = spawn(executable, words, { stdio: ["ignore", "pipe", "pipe"] });
        traced.collectOutput();
        return traced;
    }

    /** What the programs, and the engine itself, have printed. */
    output = "";
    private engine: ChildProcess | undefined;
    private readonly told: Told[] = [];
    private readonly waiting = new Set<() => void>();

    private constructor(
        readonly control: EngineControl,
        readonly trace: string,
    ) {
        for (const name of eventNames) {
            control.on(name, (event: EventOf<EventName>) => {
                this.told.push({ name, event, taken: false });
                for (const wake of this.waiting) wake();
            });
        }
    }

    /** The first event of that name, seen or to come, that fits and was not awaited before. */
    async next<Name extends EventName>(name: Name, fits: (event: EventOf<Name>) => boolean = () => true): Promise<EventOf<Name>> {
        const deadline = Date.now() + patience;
        for (;;) {
            const found = this.told.find((told) => !told.taken && told.name === name && fits(told.event as EventOf<Name>));
            if (found !== undefined) {
                found.taken = true;
                return found.event;
            }
            const left = deadline - Date.now();
            if (left <= 0) throw new Error(`No ${name} came. Told: ${this.account()}`);
            await this.more(left);
        }
    }

    /** All events of that name so far. */
    all<Name extends EventName>(name: Name): readonly EventOf<Name>[] {
        return this.told.filter((told) => told.name === name).map(({ event }) => event as EventOf<Name>);
    }

    /** The socket for a gdb of the first program, which is held at its launch. */
    async launched(): Promise<string> {
        const { pid } = await this.next("held", ({ reason }) => reason === "launch");
        return this.control.gdb(pid);
    }

    /** Lets everything run to the end, after which nothing must stand in the trace that cannot be. The programs' output, and the exit status of the first. */
    async finish(): Promise<{ output: string; waitStatus: number }> {
        const { waitStatus } = await this.next("end");
        await this.closed();
        await assertConsistent(this.trace);
        return { output: this.output, waitStatus };
    }

    /** Ends what still runs; for use after every test. */
    async dispose(): Promise<void> {
        await this.control.close();
        await this.closed();
    }

    /** Until something is told, or the time is over. */
    private more(milliseconds: number): Promise<void> {
        return new Promise((resolve) => {
            const wake = (): void => {
                clearTimeout(timer);
                this.waiting.delete(wake);
                resolve();
            };
            const timer = setTimeout(wake, milliseconds);
            this.waiting.add(wake);
        });
    }

    private async closed(): Promise<void> {
        const engine = this.engine;
        if (engine === undefined || engine.exitCode !== null || engine.signalCode !== null) return;
        const timer = setTimeout(() => engine.kill("SIGKILL"), patience);
        await once(engine, "close");
        clearTimeout(timer);
    }

    private collectOutput(): void {
        for (const stream of [this.engine?.stdout, this.engine?.stderr]) {
            stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
        }
    }

    private account(): string {
        return this.told.map(({ name, event }) => `${name} ${JSON.stringify(event)}`).join("; ") + `; output: ${this.output}`;
    }
}
