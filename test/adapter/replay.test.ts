import type { DebugProtocol } from "@vscode/debugprotocol";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { goToMoment } from "../../extension/protocol/customRequests";
import { reviewTrace } from "../../tracer/cli/reviewTrace";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { lineWith, sample } from "./programs";
import { SessionClient } from "./sessionClient";

const source = sample("pipe.c");
const line = (text: string): number => lineWith(source, text);

interface Stop {
    readonly seq: number;
    readonly thread: number;
    readonly reason: string;
    readonly text: string | undefined;
}

describe("a trace as a debug session", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
    const file = path.join(folder, "pipe.ipctrace");
    let trace: RecordedTrace;
    let client: SessionClient;

    before(async () => {
        const program = path.join(folder, "pipe");
        execFileSync("gcc", ["-g", "-O0", "-o", program, source]);
        execFileSync(path.resolve(__dirname, "../../dist/ipcscope"), ["record", "-o", file, "--", program], { stdio: "ignore" });
        trace = await reviewTrace(file);
    });
    after(() => fs.rmSync(folder, { recursive: true }));
    afterEach(() => client.stop());

    /** The events of a process at a line of the source. */
    const eventsAt = (process: string, at: number): readonly number[] =>
        Array.from({ length: trace.length }, (_, index) => index + 1).filter((seq) => {
            const event = trace.event(seq);
            return event.process === process && event.source?.file === source && event.source.line === at;
        });
    const first = (process: string, text: string): number => eventsAt(process, line(text))[0] ?? 0;
    const threadOf = (process: string): number => trace.events.threads.all.findIndex((thread) => thread.process === process) + 1;

    async function stop(): Promise<Stop> {
        const moment = await client.take("ipcscope.moment");
        const { body } = await client.take<DebugProtocol.StoppedEvent>("stopped");
        return { seq: (moment.body as { event: number }).event, thread: body.threadId ?? 0, reason: body.reason, text: body.text };
    }

    async function replay(configuration: object = {}, breakpoints: readonly DebugProtocol.SourceBreakpoint[] = []): Promise<Stop> {
        client = new SessionClient("replay", process.env, () => Promise.resolve({ success: false }));
        await client.start();
        await client.initializeRequest({ adapterID: "ipcscope", linesStartAt1: true, columnsStartAt1: true, pathFormat: "path" });
        const launched = client.launchRequest({ trace: file, ...configuration } as object);
        await Promise.race([launched, client.take("initialized")]);
        await client.setBreakpointsRequest({ source: { path: source }, breakpoints: [...breakpoints] });
        await client.configurationDoneRequest();
        await launched;
        return stop();
    }

    async function frames(thread: number): Promise<readonly string[]> {
        const { body } = await client.stackTraceRequest({ threadId: thread });
        return body.stackFrames.filter((frame) => frame.source !== undefined).map((frame) => `${frame.name}:${frame.line}`);
    }

    async function values(thread: number, scope: string): Promise<Readonly<Record<string, string>>> {
        const { body: stack } = await client.stackTraceRequest({ threadId: thread });
        const { body } = await client.scopesRequest({ frameId: stack.stackFrames[0]?.id ?? 0 });
        const reference = body.scopes.find(({ name }) => name === scope)?.variablesReference ?? 0;
        const { body: found } = await client.variablesRequest({ variablesReference: reference });
        return Object.fromEntries(found.variables.map(({ name, value }) => [name, value]));
    }

    it("begins at the program's first call, can step back, and ends at the last one", async () => {
        const entry = await replay();
        assert.deepEqual(entry, { seq: first("p1", "pipe(ends)"), thread: 1, reason: "entry", text: "The program's first call" });
        const capabilities = await client.take<DebugProtocol.CapabilitiesEvent>("capabilities");
        assert.equal(capabilities.body.capabilities.supportsStepBack, true);
        await client.continueRequest({ threadId: 1 });
        assert.deepEqual(await stop(), { seq: trace.length, thread: 1, reason: "pause", text: "The end of the recording" });
        await client.reverseContinueRequest({ threadId: 1 });
        assert.deepEqual(await stop(), { seq: 1, thread: 1, reason: "pause", text: "The beginning of the recording" });
    });

    it("stops at a line's call, and shows the stack, the call, and the descriptors of that moment", async () => {
        const written = line("ssize_t written = write");
        const [begin = 0] = eventsAt("p2", written);
        const at = await replay({ stopOnEntry: false }, [{ line: written }]);
        assert.deepEqual(at, { seq: begin, thread: threadOf("p2"), reason: "breakpoint", text: undefined });
        assert.deepEqual(await frames(at.thread), [`send_message:${written}`, `main:${line('send_message(ends[1], "test")')}`]);
        const call = await values(at.thread, "write");
        assert.deepEqual([call["fd"], call["buffer"], call["count"]], ["4", '"\\x74\\x65\\x73\\x74\\x00"', "5"]);
        const pipe = trace.event(begin);
        const name = "object" in pipe ? String(pipe.object) : "";
        const descriptors = await values(at.thread, "Descriptors");
        assert.equal(descriptors["4"], `${name}, write`);
        assert.equal(descriptors["3"], undefined, "the child has closed its read end");
        assert.equal((await values(threadOf("p1"), "Descriptors"))["3"], `${name}, read`);
        assert.equal((await values(at.thread, "Signals"))["blocked"], "none");
    });

    it("shows the call at a fork, an exec, and what a process had at its end", async () => {
        const started = path.join(folder, "starter.ipctrace");
        const words = ["record", "-o", started, "--", "/bin/sh", "-c", "(exec /bin/true); kill -USR1 $$"];
        spawnSync(path.resolve(__dirname, "../../dist/ipcscope"), words, { stdio: "ignore" });
        const recorded = await reviewTrace(started);
        const seqOf = (kind: string, process: string): number =>
            Array.from({ length: recorded.length }, (_, index) => index + 1).find(
                (seq) => recorded.event(seq).kind === kind && recorded.event(seq).process === process,
            ) ?? 0;
        await replay({ trace: started });
        const at = async (kind: string, process: string, scope: string): Promise<Readonly<Record<string, string>>> => {
            await client.customRequest(goToMoment, { event: seqOf(kind, process) });
            return values((await stop()).thread, scope);
        };
        const forked = recorded.event(seqOf("processForked", "p1"));
        const call = await at("processForked", "p1", "clone");
        assert.equal(call["result"], String("childPid" in forked ? forked.childPid : -1));
        assert.notEqual(call["flags"], undefined, "strace's order of the arguments of clone, each with its name");
        const executed = await at("programExecuted", "p2", "execve");
        assert.deepEqual([executed["path"], executed["result"]], ['"/bin/true"', "0"]);
        const event = await at("signalDelivered", "p1", "Event");
        assert.equal(event["kind"], "signalDelivered");
        const left = await at("processExited", "p2", "Descriptors before its end");
        assert.ok(
            ["0", "1", "2"].every((fd) => left[fd] !== undefined),
            JSON.stringify(left),
        );
    });

    it("goes from line to line, into what is called and out of it, forward and back", async () => {
        const received = line("ssize_t received = read");
        const at = await replay({ stopOnEntry: false }, [{ line: line("receive_message(ends[0]);"), condition: "process:p1" }]);
        assert.equal(at.seq, eventsAt("p1", received)[0], "the line is left with its first call");
        const moves = async (move: Promise<unknown>): Promise<number> => {
            await move;
            return (await stop()).seq;
        };
        const threadId = at.thread;
        assert.equal(await moves(client.nextRequest({ threadId })), first("p1", 'printf("parent: read %zd'));
        assert.equal(await moves(client.stepOutRequest({ threadId })), first("p1", "waitpid(child"));
        assert.equal(await moves(client.nextRequest({ threadId })), first("p1", "the child has ended with status"));
        assert.equal(await moves(client.stepBackRequest({ threadId })), first("p1", "waitpid(child"), "the call's beginning");
        const event = trace.event(first("p1", "waitpid(child"));
        assert.equal(
            trace.event(event.seq - 1).call === event.call && trace.event(event.seq - 1).process === "p1",
            false,
            "its first event",
        );
        assert.ok(["callBlocked", "processReaped"].includes(event.kind), `whether the child has ended before or not: ${event.kind}`);
        const next = await moves(client.stepInRequest({ threadId }));
        assert.deepEqual([trace.event(next).process, trace.event(next).tid], [event.process, event.tid], "by event, of this thread");
        assert.ok(next > event.seq);
        const between = Array.from({ length: next - event.seq - 1 }, (_, index) => trace.event(event.seq + 1 + index).process);
        assert.ok(!between.includes("p1"), "it is the next one");
    });

    it("steps back across a fork, to the parent", async () => {
        const at = await replay({ stopOnEntry: false }, [{ line: line("close(ends[0]);"), condition: "process:p2" }]);
        assert.equal(trace.event(at.seq).process, "p2");
        await client.stepBackRequest({ threadId: at.thread });
        const forked = await stop();
        assert.equal(trace.event(forked.seq).kind, "processForked");
        assert.equal(forked.thread, threadOf("p1"));
        await client.stepBackRequest({ threadId: forked.thread });
        const before = await stop();
        assert.equal(before.seq, first("p1", "pipe(ends)"));
        const { body } = await client.threadsRequest();
        assert.deepEqual(
            body.threads.map(({ id }) => id),
            [threadOf("p1")],
            "there is no child yet",
        );
    });

    it("counts hits from the beginning, filters events, and says where no call was recorded", async () => {
        const read = line("ssize_t received = read");
        await replay({}, []);
        const set = async (breakpoint: DebugProtocol.SourceBreakpoint): Promise<DebugProtocol.Breakpoint | undefined> =>
            (await client.setBreakpointsRequest({ source: { path: source }, breakpoints: [breakpoint] })).body.breakpoints[0];
        assert.deepEqual(await set({ line: 1 }), {
            verified: false,
            line: 1,
            message: `No system call was recorded at this line. The nearest line with one is ${line("ssize_t written = write")}.`,
        });
        assert.match((await set({ line: read, condition: "colour:red" }))?.message ?? "", /^A filter knows no 'colour:'/);
        assert.match((await set({ line: read, hitCondition: "x" }))?.message ?? "", /^The hit count "x" is not understood/);
        const calls = eventsAt("p1", read).filter((seq) => trace.event(seq).kind !== "callResumed" || trace.events.isReturn(seq));
        assert.equal((await set({ line: read, hitCondition: "3" }))?.verified, true);
        await client.continueRequest({ threadId: 1 });
        assert.equal((await stop()).seq, calls.at(-1), "the third call read the end of file");
        assert.equal((await set({ line: read, condition: '"done"' }))?.verified, true);
        await client.reverseContinueRequest({ threadId: 1 });
        const { seq } = await stop();
        assert.deepEqual([trace.event(seq).kind, trace.event(seq).process], ["bytesRead", "p1"]);
    });

    it("stops at the events of an object, and goes where another view's cursor goes", async () => {
        const at = await replay();
        const made = first("p1", "pipe(ends)");
        assert.equal(at.seq, made);
        await client.customRequest(goToMoment, { event: trace.length });
        await stop();
        await client.customRequest(goToMoment, { event: made });
        const moved = await client.take("ipcscope.moment");
        assert.deepEqual(moved.body, { trace: file, event: made, asked: true, lines: true });
        await client.take("stopped");
        const { body: stack } = await client.stackTraceRequest({ threadId: at.thread });
        const { body } = await client.scopesRequest({ frameId: stack.stackFrames[0]?.id ?? 0 });
        const reference = body.scopes.find(({ name }) => name === "Descriptors")?.variablesReference ?? 0;
        const { body: info } = await client.dataBreakpointInfoRequest({ variablesReference: reference, name: "3" });
        const object = info.dataId ?? "";
        await client.setDataBreakpointsRequest({ breakpoints: [{ dataId: object }] });
        await client.continueRequest({ threadId: at.thread });
        const stopped = await stop();
        const expected = Array.from({ length: trace.length }, (_, index) => index + 1).find(
            (seq) => seq > made && trace.events.object(seq) === object,
        );
        assert.deepEqual([stopped.seq, stopped.reason], [expected, "data breakpoint"]);
        const { body: value } = await client.evaluateRequest({ expression: object });
        assert.equal(value.result, object);
        await assert.rejects(client.evaluateRequest({ expression: "status" }), /the values of programs are not recorded/);
    });

    it("refuses what is no trace", async () => {
        fs.writeFileSync(path.join(folder, "no.ipctrace"), "something else");
        await assert.rejects(replay({ trace: path.join(folder, "no.ipctrace") }), /cannot be replayed/);
        client.stop().catch(() => undefined);
        await assert.rejects(replay({ trace: path.join(folder, "missing.ipctrace") }), /cannot be replayed/);
    });
});
