import assert from "node:assert/strict";
import { setTimeout as later } from "node:timers/promises";
import { LiveDiagnosis, type Diagnosed } from "../../extension/findings/liveDiagnosis";
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import { Player } from "./script/player";

/** What is told of a script while it goes on, and at its end. */
async function told(script: string): Promise<readonly Diagnosed[]> {
    const all: Diagnosed[] = [];
    let tell: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => (tell = resolve));
    const diagnosis = new LiveDiagnosis((diagnosed) => {
        all.push(diagnosed);
        if (all.length > 1) tell();
    });
    const player = new Player((interpreter) => diagnosis.begin(interpreter));
    for (const line of script.split("\n")) player.step(line.split(" "));
    diagnosis.see();
    await paused;
    diagnosis.dispose();
    return all;
}

describe("diagnosis while a program is debugged", () => {
    it("tells of nothing at the beginning, and why all wait when nothing has come for a while", async () => {
        const [first, second] = await told("p1 pipe 3 4\np1 fork p2\np2 enters read 3\np1 enters wait p2");
        assert.deepEqual(first, { findings: [], allWait: null });
        assert.equal(second?.allWait?.id, "IPC001");
        assert.deepEqual(
            second.findings.map(({ id }) => id),
            ["IPC001"],
        );
    });

    it("does not take for a stop of all what one process still works at", async () => {
        const [, second] = await told("p1 pipe 3 4\np1 fork p2\np1 fork p3\np2 close 4\np3 close 4\np1 close 4\np1 enters read 3");
        assert.equal(second?.allWait, null);
    });

    it("finds at each stop what is found in the trace up to there", async () => {
        const script = [
            "p1 pipe 3 4",
            'p1 write 4 "abc"',
            "p1 close 3",
            "p1 close 3 = EBADF",
            "p1 pipe 5 6",
            "p1 fork p2",
            "p2 enters read 5",
            "p1 enters wait p2",
        ];
        for (const [stop, ids] of [
            [4, ["IPC013"]],
            [8, ["IPC001", "IPC013"]],
        ] as const) {
            const lines = script.slice(0, stop);
            const whole = new Diagnosis();
            const player = new Player();
            for (const line of lines) player.step(line.split(" "));
            for (const event of player.events) whole.see([event]);
            const findings = (await told(lines.join("\n"))).at(-1)?.findings ?? [];
            assert.deepEqual(findings, whole.findings());
            assert.deepEqual(
                findings.map(({ id }) => id),
                ids,
            );
        }
    });

    it("tells nothing of a trace whose place another has taken", async () => {
        const all: Diagnosed[] = [];
        const diagnosis = new LiveDiagnosis((diagnosed) => all.push(diagnosed));
        const player = new Player((interpreter) => diagnosis.begin(interpreter));
        for (const line of ["p1 pipe 3 4", "p1 enters read 3"]) player.step(line.split(" "));
        diagnosis.see();
        new Player((interpreter) => diagnosis.begin(interpreter));
        await later(1200);
        diagnosis.end();
        assert.deepEqual(all, [
            { findings: [], allWait: null },
            { findings: [], allWait: null },
            { findings: [], allWait: null },
        ]);
    });
});
