import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { DebugRun } from "./debugRun";
import type { ProcessDriver, Stand } from "./processDriver";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const program = testProgram("debug_values.c");
const outer = lineWith(program, "Breakpoint: outer");
const inner = lineWith(program, "Breakpoint: inner");
const deepest = lineWith(program, "Breakpoint: deepest");

function stoppedAt(line: number, work: (process: ProcessDriver, stand: Stand, run: DebugRun) => Promise<void>): () => Promise<void> {
    return () =>
        withRun({ program, breakpoints: { [program]: [line] } }, async (run) => {
            const process = await run.process("p1");
            await work(process, await process.stopped(), run);
        });
}

async function reason(request: Promise<unknown>): Promise<string> {
    try {
        await request;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    throw new Error("the request was not refused");
}

async function localScope({ client }: ProcessDriver, frameId: number): Promise<number> {
    const { body } = await client.scopesRequest({ frameId });
    return body.scopes[0]?.variablesReference ?? 0;
}

describe("values of a stopped process", () => {
    it(
        "variables appear when they come into scope, and the innermost of a name is meant",
        stoppedAt(outer, async (process, first, run) => {
            assert.equal((await process.locals(first.frame)).has("i"), false);
            await run.setBreakpoints(program, [inner]);
            await process.resume();
            const stand = await process.stopped();
            const locals = await process.locals(stand.frame);
            assert.deepEqual([locals.get("i")?.value, locals.get("total")?.value], ["0", "40"]);
            await process.resume();
            const again = await process.locals((await process.stopped()).frame);
            assert.deepEqual([again.get("i")?.value, again.get("total")?.value], ["1", "41"]);
        }),
    );

    it(
        "a large array is shown by its beginning, and in parts",
        stoppedAt(outer, async ({ client }, { frame }) => {
            const { body } = await client.evaluateRequest({ expression: "many", frameId: frame, context: "hover" });
            assert.equal(body.result, "{0 <repeats 200 times>...}");
            assert.equal(body.indexedVariables, 100_000);
            const part = await client.variablesRequest({
                variablesReference: body.variablesReference,
                filter: "indexed",
                start: 99_998,
                count: 2,
            });
            assert.deepEqual(
                part.body.variables.map(({ name, value, evaluateName }) => [name, value, evaluateName]),
                [
                    ["[99998]", "0", "many[99998]"],
                    ["[99999]", "5", "many[99999]"],
                ],
            );
            const all = await client.variablesRequest({ variablesReference: body.variablesReference });
            assert.deepEqual([all.body.variables.length, all.body.variables.at(-1)?.value], [1001, "99000 more"]);
        }),
    );

    it(
        "members are shown, named and changed",
        stoppedAt(outer, async (process, { frame }) => {
            const pair = (await process.locals(frame)).get("pair");
            const { body } = await process.client.variablesRequest({ variablesReference: pair?.variablesReference ?? 0 });
            assert.deepEqual(
                body.variables.map(({ name, value }) => [name, value]),
                [
                    ["first", "7"],
                    ["name", String.raw`"a\001\"b\""`],
                ],
            );
            const change = (name: string, value: string): Promise<DebugProtocol.SetVariableResponse> =>
                process.client.setVariableRequest({ variablesReference: pair?.variablesReference ?? 0, name, value });
            assert.equal((await change("first", "4 + 5")).body.value, "9");
            assert.equal((await change("name", '"changed"')).body.value, '"changed"');
            assert.equal(await process.evaluate("pair.first", frame), "9");
            assert.equal(await process.evaluate('"text"', frame), '"text"');
        }),
    );

    it("structures show their fields in one line, as far as it goes", async () => {
        const structs = testProgram("debug_structs.c");
        await withRun({ program: structs, breakpoints: { [structs]: [lineWith(structs, "Breakpoint: filled")] } }, async (run) => {
            const p1 = await run.process("p1");
            const { frame } = await p1.stopped();
            const locals = await p1.locals(frame);
            const box = String.raw`{name = 0x… "box", corners = {{x = 3, y = 4}, {x = 5, y = 6}}, tag = {whole = 65, bytes = "A"}}`;
            const shown = (value = ""): string => value.replaceAll(/0x[0-9a-f]+/g, "0x…");
            assert.equal(locals.get("point")?.value, "{x = 1, y = 2}");
            assert.equal(shown(locals.get("shape")?.value), box);
            assert.equal(await p1.evaluate("*where", frame, "hover"), "{x = 1, y = 2}");
            assert.equal(await p1.evaluate("shape.corners", frame, "hover"), "{{x = 3, y = 4}, {x = 5, y = 6}}");
            assert.match(shown(await p1.evaluate("shapes", frame, "hover")), /^\{\{name = 0x… "box", .*…\}$/);
            const line = locals.get("line")?.value ?? "";
            assert.match(line, /^\{numbers = \{1000, 1001, 1002, .*…\}$/);
            assert.ok(line.length < 200, line);
            const { body } = await p1.client.variablesRequest({ variablesReference: locals.get("shape")?.variablesReference ?? 0 });
            assert.deepEqual(
                body.variables.map(({ name, value }) => [name, shown(value)]),
                [
                    ["name", '0x… "box"'],
                    ["corners", "{{x = 3, y = 4}, {x = 5, y = 6}}"],
                    ["tag", '{whole = 65, bytes = "A"}'],
                ],
            );
        });
    });

    it(
        "what has no value is refused with gdb's reason, once",
        stoppedAt(outer, async ({ client }, { frame }) => {
            const evaluate = (expression: string): Promise<string> =>
                reason(client.evaluateRequest({ expression, frameId: frame, context: "watch" }));
            assert.match(await evaluate("missing"), /^No symbol "missing" in current context\.$/);
            assert.match(await evaluate("1 +"), /syntax error/);
            assert.match(await evaluate("*(int *)0"), /^Cannot access memory at address 0x0$/);
            const reference = (await client.scopesRequest({ frameId: frame })).body.scopes[0]?.variablesReference ?? 0;
            assert.match(
                await reason(client.setVariableRequest({ variablesReference: reference, name: "total", value: "missing" })),
                /No symbol "missing"/,
            );
            assert.match(await reason(client.evaluateRequest({ expression: "1", frameId: 77, context: "watch" })), /earlier stop/);
        }),
    );

    it(
        "of an earlier stop are refused",
        stoppedAt(inner, async (process, { frame }) => {
            const reference = await localScope(process, frame);
            await process.next();
            assert.match(await reason(process.client.variablesRequest({ variablesReference: reference })), /earlier stop/);
        }),
    );

    it(
        "a deep stack is read in parts down to main",
        stoppedAt(deepest, async ({ client }) => {
            const { body } = await client.stackTraceRequest({ threadId: 1, startFrame: 290, levels: 20 });
            assert.deepEqual([body.stackFrames.length, body.stackFrames.at(-1)?.name, body.totalFrames], [12, "main", 302]);
            const beyond = await client.stackTraceRequest({ threadId: 1, startFrame: 310, levels: 20 });
            assert.deepEqual(beyond.body.stackFrames, []);
        }),
    );

    it(
        "a step out of main is refused, and the process can go on",
        stoppedAt(outer, async (process, _, run) => {
            assert.match(await reason(process.client.stepOutRequest({ threadId: 1 })), /no caller to step out to/);
            await process.resume();
            assert.equal(await run.ended(), 0);
        }),
    );

    it(
        "instruction breakpoints where there is no memory are refused",
        stoppedAt(outer, async (process, _, run) => {
            const { body } = (await process.client.customRequest("setInstructionBreakpoints", {
                breakpoints: [{ instructionReference: "0x1" }, { instructionReference: "deep" }],
            })) as DebugProtocol.SetInstructionBreakpointsResponse;
            assert.match(body.breakpoints[0]?.message ?? "", /Cannot access memory at address 0x1/);
            assert.equal(body.breakpoints[1]?.verified, true);
            await process.resume();
            assert.equal((await process.stopped()).function, "deep");
            await process.client.customRequest("setInstructionBreakpoints", { breakpoints: [] });
            await process.resume();
            assert.equal(await run.ended(), 0);
        }),
    );

    it("a running process refuses in one sentence what only a stopped one can answer", () =>
        withRun({ program: testProgram("blocked_read.c"), configuration: { args: ["60000"] } }, async (run) => {
            const { client, pause, resume } = bound(await run.process("p1"));
            const refusals = async (): Promise<void> => {
                for (const [command, args] of [
                    ["scopes", { frameId: 1000 }],
                    ["variables", { variablesReference: 1000 }],
                    ["evaluate", { expression: "1", frameId: 1000 }],
                    ["readMemory", { memoryReference: "0x0", count: 4 }],
                    ["disassemble", { memoryReference: "0x0", instructionCount: 4 }],
                    ["next", { threadId: 1 }],
                ] as const) {
                    assert.match(
                        await reason(client.customRequest(command, args)),
                        /^blocked_read 60000 \(p1 · \d+\) is running; pause it first\.$/,
                        command,
                    );
                }
            };
            await refusals();
            await pause();
            await resume();
            await refusals();
            assert.match(await reason(run.root.evaluateRequest({ expression: "1", context: "repl" })), /select one of its processes/);
        }));
});

function bound(process: ProcessDriver): { client: ProcessDriver["client"]; pause: () => Promise<Stand>; resume: () => Promise<void> } {
    return { client: process.client, pause: () => process.pause(), resume: () => process.resume() };
}
