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
        withRun({ program: signals, exceptions: [], conditions: [{ filterId: "delivered", condition: "SIGUSR1" }] }, async (run) => {
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

    it("stop it where the handler starts", () =>
        withRun({ program: signals, exceptions: [], conditions: [{ filterId: "handlers", condition: "SIGUSR1" }] }, async (run) => {
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
                conditions: [{ filterId: "handlers", condition: "SIGUSR1" }],
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
                conditions: [{ filterId: "handlers", condition: "SIGTERM" }],
            },
            async (run) => {
                const child = await run.process("p2");
                await child.client.customRequest("ipcscope.sendSignal", { signal: "SIGTERM" });
                assert.equal(await child.ended(), 143);
            },
        ));

    it("stop who is about to send them, by whichever function, and nobody else", () =>
        withRun({ program: signals, exceptions: [], conditions: [{ filterId: "sent", condition: "usr1" }] }, async (run) => {
            const p1 = await run.process("p1");
            for (let sent = 0; sent < sends; sent++) {
                const stand = await p1.stopped();
                assert.deepEqual([stand.reason, stand.text], ["exception", "SIGUSR1: User defined signal 1"]);
                assert.match(stand.function, /raise|kill/);
                await p1.resume();
            }
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /SIGUSR1 handled 3 times/);
        }));

    it("are a filter for each moment, whose condition names them", () => {
        const asked = askedStops({
            filters: ["crash", "delivered"],
            filterOptions: [
                { filterId: "handlers", condition: " SIGUSR1, rtmin+1 " },
                { filterId: "sent", condition: "SIGUSR2" },
                { filterId: "sent", condition: "SIGNONE" },
                { filterId: "SIGUSR1" },
            ],
        });
        const { crash, sent, delivered, handlers } = asked.stops;
        assert.deepEqual([crash, [...sent], [...handlers]], [true, ["SIGUSR2"], ["SIGUSR1", "SIGRTMIN+1"]]);
        assert.ok(delivered.has("SIGCHLD") && delivered.size === 8);
        assert.deepEqual(
            asked.breakpoints.map(({ verified, message }) => message ?? verified),
            [true, true, true, true, "There is no signal SIGNONE.", false],
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
