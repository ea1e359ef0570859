import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { processesOf } from "../vscode/leftovers";
import type { DebugRun, RunOptions } from "./debugRun";
import { DoneFile } from "./doneFile";
import type { ProcessDriver } from "./processDriver";
import { lineWith, testProgram } from "./programs";
import { untilItSleeps } from "./untilItSleeps";
import { withRun } from "./withRun";

const program = testProgram("blocked_read.c");
const inChild = lineWith(program, "bool slept");
const inChildLater = lineWith(program, "while (is_path && access");
const inParent = lineWith(program, "received = read");

describe("frozen processes", () => {
    let file: DoneFile;
    beforeEach(() => (file = new DoneFile()));
    afterEach(() => file.remove());

    const options = (): RunOptions => ({ program, configuration: { args: [file.path] }, breakpoints: { [program]: [inChild] } });
    const gdbs = (run: DebugRun): number => processesOf(run.folder).filter(({ command }) => command.includes("--interpreter=mi2")).length;

    const withoutBreakpoint = (): RunOptions => ({ ...options(), breakpoints: {} });

    /** The child stands at a breakpoint, and the parent, in its read, is shown as frozen. */
    async function childStopped(run: DebugRun): Promise<{ parent: ProcessDriver; child: ProcessDriver }> {
        const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
        await untilItSleeps(parent.pid);
        await run.setBreakpoints(program, [inChildLater]);
        await child.stopped();
        await parent.client.take("frozen");
        return { parent, child };
    }

    async function place({ client }: ProcessDriver): Promise<{ line: number; frame: number }> {
        const { body } = await client.stackTraceRequest({ threadId: 1 });
        const main = body.stackFrames.find(({ name }) => name === "main");
        assert.ok(main, "main is in the stack");
        return { line: main.line, frame: main.id };
    }

    async function runsToItsEnd(run: DebugRun): Promise<void> {
        file.done();
        assert.equal(await run.ended(), 0);
        assert.match(run.output, /read 1 byte\nEINTR seen in read: no\nEINTR seen in nanosleep: no/);
    }

    it("are told as stopped, with no thread that there is, and as running when they go on", () =>
        withRun(options(), async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            await child.stopped();
            const { body } = await parent.client.take<DebugProtocol.StoppedEvent>("frozen");
            assert.deepEqual(body, {
                reason: "frozen",
                threadId: 0,
                description: "Frozen",
                preserveFocusHint: true,
                allThreadsStopped: true,
            });
            await run.setBreakpoints(program, []);
            await child.resume();
            await parent.client.take("continued");
            assert.equal(child.client.has("frozen"), false, "the stopped process itself is not frozen");
            await runsToItsEnd(run);
        }));

    it("in stop mode one there are none", () =>
        withRun({ ...options(), configuration: { args: [file.path], stopMode: "one" } }, async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            await child.stopped();
            await new Promise((resolve) => setTimeout(resolve, 400));
            assert.equal(parent.client.has("frozen"), false);
        }));

    it("get a gdb each when somebody looks at them, and not before", () => {
        const sleepers = testProgram("sleepers.c");
        return withRun({ program: sleepers, configuration: { args: ["9"] } }, async (run) => {
            const all = await Promise.all(Array.from({ length: 10 }, (_, index) => run.process(`p${index + 1}`)));
            const [first, ...others] = all;
            await first?.pause();
            await Promise.all(others.map(({ client }) => client.take("frozen")));
            assert.equal(gdbs(run), 1, "nobody has looked");
            for (const other of others.slice(0, 2)) assert.equal((await place(other)).line, lineWith(sleepers, "Here they sleep."));
            assert.equal(gdbs(run), 3);
            await first?.resume();
            await Promise.all(others.map(({ client }) => client.take("continued")));
            for (const { pid } of others) await untilItSleeps(pid);
        });
    });

    it("are looked at where they stand, and go on with the others", () =>
        withRun(withoutBreakpoint(), async (run) => {
            const { parent, child } = await childStopped(run);
            const { line, frame } = await place(parent);
            assert.equal(line, inParent);
            assert.equal((await parent.locals(frame)).get("received")?.type, "ssize_t");
            assert.equal(await parent.evaluate("ends[0]", frame), "3");
            assert.equal(parent.client.has("stopped"), false);
            await run.setBreakpoints(program, []);
            await child.resume();
            await parent.client.take("continued");
            await runsToItsEnd(run);
        }));

    it("are told again when they have gone on for the step of another, if somebody looked", () =>
        withRun(withoutBreakpoint(), async (run) => {
            const { parent, child } = await childStopped(run);
            const { frame } = await place(parent);
            await child.stepIn();
            await parent.client.take("frozen");
            await assert.rejects(parent.evaluate("ends[0]", frame), /earlier stop/);
            const again = await place(parent);
            assert.deepEqual([again.line, await parent.evaluate("ends[0]", again.frame)], [inParent, "3"]);
            await run.setBreakpoints(program, []);
            await child.resume();
            await runsToItsEnd(run);
        }));

    for (const [how, look] of [
        ["that were looked at", true],
        ["that nobody looked at", false],
    ] as const) {
        it(`${how} continue at their user's wish, while the stopped one stands`, () =>
            withRun(withoutBreakpoint(), async (run) => {
                const { parent, child } = await childStopped(run);
                if (look) await place(parent);
                await parent.resume();
                await parent.client.take("continued");
                await untilItSleeps(parent.pid);
                await run.setBreakpoints(program, []);
                await child.resume();
                await runsToItsEnd(run);
            }));
    }

    it("step from where they stand, and stand then like any stopped process", () =>
        withRun({ ...options(), program: testProgram("two_counters.c"), breakpoints: {} }, async (run) => {
            const counters = testProgram("two_counters.c");
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            await child.pause();
            await parent.client.take("frozen");
            const { line } = await place(parent);
            const first = lineWith(counters, "First line of the loop.") - 1;
            assert.ok(line >= first && line < first + 5, `line ${line} is in the loop`);
            const stand = await parent.next();
            assert.equal(stand.reason, "step");
            assert.notEqual(stand.line, line);
            await child.resume();
            assert.notEqual((await parent.next()).line, stand.line);
            await run.root.terminateRequest({});
            await run.ended();
        }));

    it("a pause of one that is looked at stops it for good", () =>
        withRun(withoutBreakpoint(), async (run) => {
            const { parent, child } = await childStopped(run);
            await place(parent);
            assert.equal((await parent.pause()).reason, "pause");
            await run.setBreakpoints(program, []);
            await child.resume();
            await parent.resume();
            await runsToItsEnd(run);
        }));
});
