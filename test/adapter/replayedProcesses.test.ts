import type { DebugProtocol } from "@vscode/debugprotocol";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { goToMoment } from "../../extension/protocol/customRequests";
import { reviewTrace } from "../../tracer/cli/reviewTrace";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { until } from "../patience";
import { lineWith, sample } from "./programs";
import { SessionClient, type ReverseAnswer } from "./sessionClient";

const source = sample("pipe.c");
const breakpoints = ["close(ends[0]);", "ssize_t written = write"].map((text) => ({ line: lineWith(source, text) }));

/** A client that opens a session for each process, as VS Code does. */
describe("the processes of a replayed trace", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
    const file = path.join(folder, "pipe.ipctrace");
    let trace: RecordedTrace;
    let root: SessionClient;
    let processes: Map<string, SessionClient>;
    let environment: NodeJS.ProcessEnv;

    before(async () => {
        const program = path.join(folder, "pipe");
        execFileSync("gcc", ["-g", "-O0", "-o", program, source]);
        execFileSync(path.resolve(__dirname, "../../dist/ipcscope"), ["record", "-o", file, "--", program], { stdio: "ignore" });
        trace = await reviewTrace(file);
    });
    after(() => fs.rmSync(folder, { recursive: true }));
    beforeEach(() => {
        processes = new Map();
        environment = { ...process.env, TMPDIR: fs.mkdtempSync(path.join(folder, "tmp")) };
    });
    afterEach(async () => {
        await root.stop();
        await Promise.all([...processes.values()].map((client) => client.stop()));
        const left = (): readonly string[] => fs.readdirSync(environment["TMPDIR"] ?? "");
        await until(
            () => left().length === 0,
            () => `no socket is left: ${left().join(" ")}`,
        );
    });

    async function configure(client: SessionClient, configuration: object): Promise<void> {
        const can = { supportsStartDebuggingRequest: true };
        await client.initializeRequest({ adapterID: "ipcscope", linesStartAt1: true, columnsStartAt1: true, pathFormat: "path", ...can });
        const launched = client.launchRequest(configuration);
        await Promise.race([launched, client.take("initialized")]);
        await client.setBreakpointsRequest({ source: { path: source }, breakpoints });
        await client.configurationDoneRequest();
        await launched;
    }

    async function open(request: DebugProtocol.Request): Promise<ReverseAnswer> {
        const { configuration } = request.arguments as { readonly configuration: { readonly name: string; readonly trace: string } };
        const client = new SessionClient(configuration.name, environment, () => Promise.resolve({ success: false }));
        processes.set(/\((p\d+) ·/.exec(configuration.name)?.[1] ?? "", client);
        await client.start();
        await configure(client, configuration);
        return { success: true };
    }

    async function replay(): Promise<void> {
        root = new SessionClient("replay", environment, open);
        await root.start();
        await configure(root, { trace: file });
    }

    /** Where the cursor comes to, in the session of the process. */
    async function arrival(process: string): Promise<{ readonly seq: number; readonly thread: number; readonly reason: string }> {
        const moment = await root.take("ipcscope.moment");
        const { event: seq } = moment.body as { readonly event: number };
        assert.equal(trace.event(seq).process, process, `event ${seq}`);
        let { body: stopped } = await stop(process);
        while (stopped.preserveFocusHint === true) ({ body: stopped } = await stop(process));
        return { seq, thread: stopped.threadId ?? 0, reason: stopped.reason };
    }

    /** The session may not be there yet. */
    async function stop(process: string): Promise<DebugProtocol.StoppedEvent> {
        await until(
            () => processes.has(process),
            () => `${process} has a session`,
        );
        return session(process).take<DebugProtocol.StoppedEvent>("stopped");
    }

    /** What the session is told of a process that the cursor is not at. */
    async function beside(process: string, description: string): Promise<DebugProtocol.StoppedEvent["body"]> {
        for (;;) {
            const { body } = await stop(process);
            if (body.preserveFocusHint === true && body.description === description) return body;
        }
    }

    function session(process: string): SessionClient {
        const client = processes.get(process);
        if (client === undefined) throw new Error(`${process} has no session`);
        return client;
    }

    async function threadsOf(process: string): Promise<readonly number[]> {
        return (await session(process).threadsRequest()).body.threads.map(({ id }) => id);
    }

    /** Threads that have ended for the client, since it was asked last. */
    function endsOf(process: string): readonly number[] {
        const { events } = session(process);
        const ends: number[] = [];
        for (let at = events.length - 1; at >= 0; at--) {
            if (events[at]?.event !== "thread") continue;
            const { reason, threadId } = (events.splice(at, 1)[0] as DebugProtocol.ThreadEvent).body;
            assert.equal(reason, "exited");
            ends.unshift(threadId);
        }
        return ends;
    }

    it("have sessions of their own: breakpoint, step back across the fork, continue and reverse to the write", async () => {
        await replay();
        const entry = await arrival("p1");
        assert.equal(entry.reason, "entry");
        assert.deepEqual((await root.threadsRequest()).body.threads, [], "the processes have the threads");
        assert.deepEqual([...processes.keys()], ["p1"]);
        await session("p1").continueRequest({ threadId: entry.thread });
        const child = await arrival("p2");
        assert.equal(child.reason, "breakpoint");
        assert.equal((await beside("p1", "Beside the cursor")).threadId, entry.thread);
        const { body: stack } = await session("p2").stackTraceRequest({ threadId: child.thread });
        assert.equal(stack.stackFrames.find((frame) => frame.source !== undefined)?.line, breakpoints[0]?.line);
        assert.deepEqual(await threadsOf("p1"), [entry.thread]);
        assert.deepEqual(await threadsOf("p2"), [child.thread]);

        await session("p2").stepBackRequest({ threadId: child.thread });
        const fork = await arrival("p1");
        assert.deepEqual([trace.event(fork.seq).kind, fork.reason], ["processForked", "step"]);
        await beside("p2", "Beside the cursor");
        assert.deepEqual(endsOf("p2"), [child.thread], "so a client had no thread of it in view when the parent stopped");
        await session("p1").stepBackRequest({ threadId: fork.thread });
        await arrival("p1");
        await beside("p2", "Not started yet");
        assert.deepEqual(await threadsOf("p2"), []);

        await session("p1").continueRequest({ threadId: entry.thread });
        assert.equal((await arrival("p2")).seq, child.seq);
        await session("p2").continueRequest({ threadId: child.thread });
        const write = await arrival("p2");
        await root.customRequest(goToMoment, { event: trace.length });
        await arrival("p1");
        await beside("p2", "Ended");
        await session("p1").reverseContinueRequest({ threadId: entry.thread });
        const last = await arrival("p2");
        assert.ok(last.seq > write.seq, "the last write");
        await session("p2").reverseContinueRequest({ threadId: child.thread });
        assert.equal((await arrival("p2")).seq, write.seq, "back to the write that filled the pipe first");
        assert.deepEqual([...processes.keys()], ["p1", "p2"], "one session each");
    });

    it("are left as soon as the cursor is elsewhere, also by a client that looks at another one meanwhile", async () => {
        await replay();
        const entry = await arrival("p1");
        await session("p1").continueRequest({ threadId: entry.thread });
        const child = await arrival("p2");
        await beside("p1", "Beside the cursor");
        assert.deepEqual(endsOf("p1"), [entry.thread]);
        await session("p1").continueRequest({ threadId: entry.thread });
        assert.ok((await arrival("p2")).seq > child.seq);
        assert.deepEqual(endsOf("p1"), [entry.thread]);
        assert.deepEqual(endsOf("p2"), [], "the cursor stays in this process");
        await beside("p1", "Beside the cursor");
    });

    it("end together: who stops one stops the replay", async () => {
        await replay();
        await arrival("p1");
        await session("p1").disconnectRequest({});
        await root.take("terminated");
        await root.disconnectRequest({});
    });
});
