import { DebugClient } from "@vscode/debugadapter-testsupport";
import type { DebugProtocol } from "@vscode/debugprotocol";
import path from "node:path";
import { frozenReason } from "../../extension/protocol/frozenReason";
import { patience } from "../patience";

const adapter = path.resolve(__dirname, "../../dist/adapter.js");

export type ReverseAnswer = { readonly success: boolean; readonly message?: string; readonly body?: object };

/** The client's end of one debug session: keeps every event, in order, until somebody asks for it; answers requests of the adapter's. */
export class SessionClient extends DebugClient {
    readonly events: DebugProtocol.Event[] = [];
    onEvent: (event: DebugProtocol.Event) => void = () => undefined;
    private readonly waiting = new Set<() => void>();

    constructor(
        readonly name: string,
        environment: NodeJS.ProcessEnv,
        private readonly answer: (request: DebugProtocol.Request) => Promise<ReverseAnswer>,
        runtime = process.execPath,
    ) {
        super(runtime, adapter, "ipcscope", { env: environment }, process.env["IPCSCOPE_TEST_STDERR"] !== undefined);
        const dispatch = (this["dispatch"] as (body: string) => void).bind(this);
        this["dispatch"] = (body: string): void => {
            const message = JSON.parse(body) as DebugProtocol.ProtocolMessage;
            if (process.env["IPCSCOPE_TEST_LOG"] !== undefined) console.error(`${Date.now() % 100000} ${this.name} ← ${body}`);
            if (message.type === "request") void this.reply(message as DebugProtocol.Request);
            else dispatch(body);
            if (message.type !== "event") return;
            this.events.push(named(message as DebugProtocol.Event));
            this.onEvent(message as DebugProtocol.Event);
            for (const look of [...this.waiting]) look();
        };
    }

    override async start(): Promise<void> {
        await super.start();
        // An adapter may end while it is being written to.
        this.output.on("error", () => undefined);
    }

    /** The first event of the kind that nobody has taken yet; it counts as taken. */
    async take<Kind extends DebugProtocol.Event>(kind: Kind["event"], milliseconds?: number): Promise<Kind> {
        const event = await this.wait(kind, true, milliseconds);
        return event as Kind;
    }

    /** Waits until such an event is there that nobody has taken, and leaves it there. */
    async seen(kind: string, milliseconds?: number): Promise<void> {
        await this.wait(kind, false, milliseconds);
    }

    private wait(kind: string, take: boolean, milliseconds = patience): Promise<DebugProtocol.Event> {
        return new Promise((resolve, reject) => {
            const look = (): boolean => {
                const at = this.events.findIndex(({ event }) => event === kind);
                const found = this.events[at];
                if (found === undefined) return false;
                if (take) this.events.splice(at, 1);
                this.waiting.delete(look);
                clearTimeout(timer);
                resolve(found);
                return true;
            };
            const timer = setTimeout(() => {
                this.waiting.delete(look);
                const seen = this.events.map(({ event, body }) => `${event} ${JSON.stringify(body)}`).join("; ");
                reject(new Error(`${this.name}: no "${kind}" event; seen: ${seen}`));
            }, milliseconds);
            if (!look()) this.waiting.add(look);
        });
    }

    /** Whether such an event is there that nobody has taken. */
    has(kind: string): boolean {
        return this.events.some(({ event }) => event === kind);
    }

    /** Closes the connection without a word. */
    hangUp(): void {
        this.output.end();
    }

    private get output(): NodeJS.WritableStream {
        return this["outputStream"] as NodeJS.WritableStream;
    }

    private async reply(request: DebugProtocol.Request): Promise<void> {
        const answer = await this.answer(request);
        const text = JSON.stringify({
            type: "response",
            seq: this["sequence"]++,
            request_seq: request.seq,
            command: request.command,
            ...answer,
        });
        if (!this.output.writable) return; // The test has closed it.
        this.output.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    }
}

/** That a process is frozen by another one's stop is told as a stop; no test that waits for a stop means that. */
function named(event: DebugProtocol.Event): DebugProtocol.Event {
    const { reason } = (event.body ?? {}) as { readonly reason?: string };
    return event.event === "stopped" && reason === frozenReason ? { ...event, event: "frozen" } : event;
}
