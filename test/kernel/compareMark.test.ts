/** The comparison of where an out-of-band byte stands (sockatmark(3)): it agrees with a true account, and finds a mark that is made wrong. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { aboutDescriptions, ioctl } from "../../tracer/snapshot/inquiry";
import { compileProgram } from "./compiledProgram";
import { engineRecording } from "./engineRecording";

const markOfSocket = aboutDescriptions("socket", ioctl("SIOCATMARK", 4));

function turned(bytes: Uint8Array): Uint8Array {
    return Uint8Array.of(bytes[0] === 0 ? 1 : 0, 0, 0, 0);
}

describe("comparison of an out-of-band byte's place", () => {
    let directory: string;
    const differences: string[] = [];
    const whenTurned: string[] = [];

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = await engineRecording([compileProgram("socket").path], directory, { judge: 1 });
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type !== "snapshot") continue;
            const { snapshot } = record;
            differences.push(...compareSnapshot(snapshot, look()).differences);
            const answers = snapshot.answers.map((answer) =>
                answer.inquiry === markOfSocket && answer.error === 0 ? { ...answer, bytes: turned(answer.bytes) } : answer,
            );
            whenTurned.push(...compareSnapshot({ ...snapshot, answers }, look()).differences);
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    it("agrees with a true account", () => assert.deepEqual(differences, []));
    it("finds that the byte is the next one, and that it is not", () => {
        assert.match(whenTurned.join("\n"), /the out-of-band byte is the next one: the model says true, the kernel says false$/m);
        assert.match(whenTurned.join("\n"), /the out-of-band byte is the next one: the model says false, the kernel says true$/m);
    });
});
