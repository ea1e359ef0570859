/** A pipe that a sleeping call keeps locked is not asked about: the program goes on, and the comparison claims nothing of it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { pipeJudge } from "../../tracer/snapshot/pipe";
import { compileProgram } from "./compiledProgram";
import { engineRecording } from "./engineRecording";

const pipeQuestions = new Set<string>(pipeJudge.inquiries);
const calls = { sendfile: 40, splice: 275 };

describe("a pipe that a sleeping call keeps locked", () => {
    let directory: string;
    const leftOut = new Map<number, number>();
    const differences: string[] = [];
    let askedAfterwards = 0;

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = await engineRecording([compileProgram("locked_pipe").path], directory, { judge: 1 });
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type !== "snapshot") continue;
            const { snapshot } = record;
            differences.push(...compareSnapshot(snapshot, look()).differences);
            const aboutPipes = snapshot.answers.filter(({ inquiry }) => pipeQuestions.has(inquiry));
            const refused = aboutPipes.filter(({ error }) => error === constants.errno.EBUSY);
            if (refused.length === 0) {
                if (leftOut.size > 0 && aboutPipes.some(({ error }) => error === 0)) askedAfterwards += 1;
                continue;
            }
            const inside = snapshot.processes.flatMap(({ threads }) => threads.map(({ call }) => call));
            for (const call of Object.values(calls)) {
                if (inside.includes(call)) leftOut.set(call, (leftOut.get(call) ?? 0) + refused.length);
            }
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    it("is not asked about, and the program ends as it does alone", () => {
        for (const [name, call] of Object.entries(calls)) assert.ok((leftOut.get(call) ?? 0) > 0, `in ${name} it is left out`);
    });
    it("is asked about again when that call has returned", () => assert.ok(askedAfterwards > 0));
    it("makes no difference between model and kernel", () => assert.deepEqual(differences, []));
});
