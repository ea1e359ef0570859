import assert from "node:assert/strict";
import { askedStops } from "../../extension/adapter/signalStops";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const signals = testProgram("signals.c");
const blockedRead = testProgram("blocked_read.c");
/** So often does the program send itself SIGUSR1. */
const sends = 3;
const handler = lineWith(signals, "static void count_user_signal") + 1;

describe("signals that the user wants to see", () => {
    it("stop a process that has no gdb yet when they are about to be delivered, and reach it then", () =>
        withRun({ program: signals, exceptions: ["SIGUSR1"] }, async (run) => {
            const p1 = await run.process("p1");
            for (let sent = 0; sent < sends; sent++) {
                const stand = await p1.stopped();
                assert.deepEqual([stand.reason, stand.text], ["exception", "SIGUSR1: User defined signal 1"]);
                assert.notEqual(stand.function, "count_user_signal");
                await p1.resume();
            }
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /SIGUSR1 handled 3 times/);
        }));

    it("stop it where the handler starts, when that is the condition", () =>
        withRun({ program: signals, exceptions: [], conditions: [{ filterId: "SIGUSR1", condition: "handler" }] }, async (run) => {
            const p1 = await run.process("p1");
            for (let sent = 0; sent < sends; sent++) {
                const stand = await p1.stopped();
                assert.deepEqual([stand.reason, stand.function, stand.line], ["exception", "count_user_signal", handler]);
                await p1.resume();
            }
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /SIGUSR1 handled 3 times/);
        }));

    it("stop it in the same way when a gdb serves it already", () =>
        withRun(
            {
                program: signals,
                breakpoints: { [signals]: [lineWith(signals, "int main(")] },
                exceptions: [],
                conditions: [{ filterId: "SIGUSR1", condition: "handler" }],
            },
            async (run) => {
                const p1 = await run.process("p1");
                assert.equal((await p1.stopped()).reason, "breakpoint");
                await p1.resume();
                for (let sent = 0; sent < sends; sent++) {
                    const stand = await p1.stopped();
                    assert.deepEqual([stand.reason, stand.function], ["exception", "count_user_signal"]);
                    await p1.resume();
                }
                assert.equal(await run.ended(), 0);
            },
        ));

    it("do not stop it where it has no handler to start", () =>
        withRun(
            {
                program: blockedRead,
                configuration: { args: ["60000"] },
                exceptions: [],
                conditions: [{ filterId: "SIGTERM", condition: "handler" }],
            },
            async (run) => {
                const child = await run.process("p2");
                await child.client.customRequest("ipcscope.sendSignal", { signal: "SIGTERM" });
                assert.equal(await child.ended(), 143);
            },
        ));

    it("have a condition of two words", () => {
        const asked = askedStops({
            filters: ["crash", "SIGINT"],
            filterOptions: [
                { filterId: "SIGUSR1", condition: " handler " },
                { filterId: "SIGTERM" },
                { filterId: "SIGUSR2", condition: "x > 3" },
            ],
        });
        assert.deepEqual(asked.stops, { crash: true, delivered: new Set(["SIGINT", "SIGTERM"]), handlers: new Set(["SIGUSR1"]) });
        assert.deepEqual(
            asked.breakpoints.map(({ verified, message }) => message ?? verified),
            [true, true, true, true, `A signal's condition is "delivered" or "handler".`],
        );
    });
});

describe("sending a signal", () => {
    it("ends a process that does nothing about it, and no other", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            await assert.rejects(parent.client.customRequest("ipcscope.sendSignal", { signal: "SIGNONE" }), /There is no signal SIGNONE\./);
            await parent.client.customRequest("ipcscope.sendSignal", { signal: "SIGTERM" });
            assert.equal(await parent.ended(), 143);
            assert.equal(child.over, false);
            await child.client.customRequest("ipcscope.sendSignal", { signal: "SIGUSR2" });
            assert.equal(await child.ended(), 128 + 12);
        }));
});
