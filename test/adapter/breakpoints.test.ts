import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const loop = testProgram("exec_target.c");
const inLoop = lineWith(loop, "Breakpoint: target");
const threeArguments = { args: ["one", "two", "three"] };

describe("breakpoints", () => {
    it("stop before the program has run, and step", () =>
        withRun(
            { program: loop, configuration: threeArguments, breakpoints: { [loop]: [lineWith(loop, "int count = count_arguments")] } },
            async (run) => {
                const p1 = await run.process("p1");
                const { reason, function: name, line } = await p1.stopped();
                assert.deepEqual(
                    { reason, name, line },
                    { reason: "breakpoint", name: "main", line: lineWith(loop, "int count = count_arguments") },
                );
                const inside = await p1.stepIn();
                assert.equal(inside.function, "count_arguments");
                assert.equal(inside.reason, "step");
                const next = await p1.next();
                assert.equal(next.line, lineWith(loop, "for (int i"));
                assert.equal((await p1.stepOut()).function, "main");
                await p1.resume();
                assert.equal(await p1.ended(), 3);
                assert.equal(await run.ended(), 3);
                assert.match(run.output, /target: 3 arguments/);
            },
        ));

    it("with a condition stop only when it holds", () =>
        withRun(
            { program: loop, configuration: threeArguments, breakpoints: { [loop]: [{ line: inLoop, condition: "i == 2" }] } },
            async (run) => {
                const p1 = await run.process("p1");
                const stand = await p1.stopped();
                assert.equal(await p1.evaluate("i", stand.frame), "2");
                await p1.resume();
                assert.equal(await p1.ended(), 3);
            },
        ));

    it("with a hit count stop at that hit, and stay in the editor", () =>
        withRun(
            { program: loop, configuration: threeArguments, breakpoints: { [loop]: [{ line: inLoop, hitCondition: "2" }] } },
            async (run) => {
                const p1 = await run.process("p1");
                const stand = await p1.stopped();
                assert.equal(await p1.evaluate("i", stand.frame), "2");
                await p1.resume();
                assert.equal(await p1.ended(), 3);
                const removed = p1.client.events.filter(
                    ({ event, body }) => event === "breakpoint" && (body as DebugProtocol.BreakpointEvent["body"]).reason === "removed",
                );
                assert.deepEqual(removed, []);
            },
        ));

    it("with a hit count that makes no sense say so", () =>
        withRun(
            { program: loop, breakpoints: { [loop]: [lineWith(loop, "int count = 0")] }, configuration: threeArguments },
            async (run) => {
                const p1 = await run.process("p1");
                await p1.stopped();
                const { body } = await p1.client.setBreakpointsRequest({
                    source: { path: loop },
                    breakpoints: [{ line: inLoop, hitCondition: "often" }, { line: lineWith(loop, "return count;") }],
                });
                assert.equal(body.breakpoints[0]?.verified, false);
                assert.match(body.breakpoints[0].message ?? "", /"often" is not understood/);
                assert.equal(body.breakpoints[1]?.verified, true);
            },
        ));

    it("that log do not stop, and show values", () =>
        withRun(
            {
                program: loop,
                configuration: threeArguments,
                breakpoints: {
                    [loop]: [
                        { line: inLoop, logMessage: "argument {i} of {argc - 1} is \\{{argv[i]}\\}" },
                        lineWith(loop, "return count;"),
                    ],
                },
            },
            async (run) => {
                const p1 = await run.process("p1");
                assert.equal((await p1.stopped()).line, lineWith(loop, "return count;"));
                const logged = run.output.split("\n").filter((text) => text.startsWith("p1: argument"));
                assert.equal(logged.length, 3);
                assert.match(logged[1] ?? "", /^p1: argument 2 of 3 is \{0x[0-9a-f]+ "two"\}$/);
            },
        ));

    it("on a function, with a condition", () =>
        withRun(
            { program: loop, configuration: threeArguments, functions: [{ name: "count_arguments", condition: "argc == 4" }] },
            async (run) => {
                const p1 = await run.process("p1");
                const stand = await p1.stopped();
                assert.deepEqual([stand.reason, stand.function], ["function breakpoint", "count_arguments"]);
            },
        ));

    it("in a file that is not part of the program are not verified", () =>
        withRun(
            {
                program: loop,
                configuration: threeArguments,
                breakpoints: { [loop]: [inLoop], [testProgram("pingpong.c")]: [lineWith(testProgram("pingpong.c"), "int main")] },
            },
            async (run) => {
                const p1 = await run.process("p1");
                await p1.stopped();
                const { body } = await p1.client.setBreakpointsRequest({
                    source: { path: testProgram("pingpong.c") },
                    breakpoints: [{ line: 20 }],
                });
                assert.equal(body.breakpoints[0]?.verified, false);
                assert.match(body.breakpoints[0].message ?? "", /-g/);
            },
        ));

    it("set while the program runs hit it", async () => {
        const program = testProgram("busy_phases.c");
        await withRun({ program }, async (run) => {
            const p1 = await run.process("p1");
            await run.setBreakpoints(program, [lineWith(program, "Breakpoint: set while running")]);
            const stand = await p1.stopped();
            assert.equal(stand.line, lineWith(program, "Breakpoint: set while running"));
            await run.setBreakpoints(program, []);
            await p1.setVariable(stand.frame, "goOn", "0");
            await p1.resume();
            assert.equal(await p1.ended(), 0);
        });
    });

    it("removed while the program stands are not hit again", () =>
        withRun({ program: loop, configuration: threeArguments, breakpoints: { [loop]: [inLoop] } }, async (run) => {
            const p1 = await run.process("p1");
            await p1.stopped();
            await run.setBreakpoints(loop, []);
            await p1.resume();
            assert.equal(await p1.ended(), 3);
        }));
});

describe("a stopped process", () => {
    it("shows variables, evaluates, and lets them be changed", () =>
        withRun({ program: loop, configuration: threeArguments, breakpoints: { [loop]: [inLoop] } }, async (run) => {
            const p1 = await run.process("p1");
            const stand = await p1.stopped();
            const locals = await p1.locals(stand.frame);
            assert.equal(locals.get("argc")?.value, "4");
            assert.equal(locals.get("i")?.value, "1");
            assert.equal(await p1.evaluate("argc * 10 + i", stand.frame), "41");
            assert.match(await p1.evaluate("argv[i]", stand.frame, "hover"), /"one"/);
            assert.equal(await p1.setVariable(stand.frame, "count", "40"), "40");
            await run.setBreakpoints(loop, []);
            await p1.resume();
            assert.equal(await run.ended(), 43);
        }));

    it("answers gdb's own commands after -exec and after >, and is silent otherwise", () =>
        withRun({ program: loop, configuration: threeArguments, breakpoints: { [loop]: [inLoop] } }, async (run) => {
            const p1 = await run.process("p1");
            const stand = await p1.stopped();
            const typed = (expression: string): Promise<string> => p1.evaluate(expression, stand.frame, "repl");
            const [line, twice, argc] = await Promise.all([typed("-exec info line"), typed(">output argc * 2"), typed("argc")]);
            assert.match(line, /^Line \d+ of ".*exec_target\.c" .*\.$/);
            assert.equal(twice, "8");
            assert.equal(argc, "4");
            assert.match(await typed("-exec -stack-info-depth"), /"depth": "2"/);
            await assert.rejects(typed("-exec no-such-command"), /Undefined command: "no-such-command"/);
            assert.equal(p1.client.has("output"), false);
            assert.equal(run.output, "");
        }));

    it("stops at main on demand", () =>
        withRun({ program: loop, configuration: { ...threeArguments, stopOnEntry: true } }, async (run) => {
            const stand = await (await run.process("p1")).stopped();
            assert.deepEqual([stand.reason, stand.function], ["entry", "main"]);
        }));

    it("starts again", () =>
        withRun({ program: loop, configuration: threeArguments, breakpoints: { [loop]: [inLoop] } }, async (run) => {
            const p1 = await run.process("p1");
            await p1.stopped();
            await p1.client.restartRequest({});
            await p1.ended();
            const again = await run.process("p1");
            assert.notEqual(again.pid, p1.pid);
            assert.equal((await again.stopped()).line, inLoop);
            assert.equal(run.root.has("terminated"), false);
        }));
});
