/** The comparison of UDP sockets with sock_diag(7): it agrees with a true account, and finds every fact that is made wrong in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { State } from "../../tracer/model/state";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { udpSockets } from "../../tracer/snapshot/inquiry";
import type { KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import { compileProgram } from "./compiledProgram";
import { engineRecording } from "./engineRecording";

const dumps: ReadonlySet<string> = new Set([udpSockets(4), udpSockets(6)]);
/** In `struct inet_diag_msg`, behind its head. */
const [stateAt, ownPortAt, otherPortAt, queueAt] = [17, 20, 22, 72];

function changed(bytes: Uint8Array, change: (message: DataView) => void): Uint8Array {
    const copy = Uint8Array.from(bytes);
    const view = new DataView(copy.buffer);
    for (let at = 0; at < copy.length; at += (view.getUint32(at, true) + 3) & ~3) change(new DataView(copy.buffer, at));
    return copy;
}

describe("comparison of UDP sockets with sock_diag", () => {
    let directory: string;
    const moments: { snapshot: KernelSnapshot; state: State }[] = [];

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = await engineRecording([compileProgram("socket").path], directory, { judge: 1 });
        for await (const { record, look } of interpretTrace(trace)) {
            const isOfUdp = record.type === "snapshot" && [...look().objects.values()].some(isUdp);
            if (isOfUdp) moments.push({ snapshot: record.snapshot, state: look() });
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    function isUdp(object: KernelObject): boolean {
        return object.kind === "socket" && object.family !== "AF_UNIX" && object.type === "SOCK_DGRAM";
    }

    function differencesAfter(change: (message: DataView) => void): string {
        const found = moments.flatMap(({ snapshot, state }) => {
            const answers = snapshot.answers.map((answer) =>
                dumps.has(answer.inquiry) && answer.error === 0 ? { ...answer, bytes: changed(answer.bytes, change) } : answer,
            );
            return compareSnapshot({ ...snapshot, answers }, state).differences;
        });
        return found.join("\n");
    }

    it("agrees with a true account", () =>
        assert.equal(
            differencesAfter(() => undefined),
            "",
        ));
    it("finds another name", () => {
        assert.match(
            differencesAfter((message) => message.setUint16(ownPortAt, 1)),
            /its name by sock_diag: the model says 127\.0\.0\.1:\d+, the kernel says 127\.0\.0\.1:1$/m,
        );
    });
    it("finds another receiver, and another state", () => {
        assert.match(
            differencesAfter((message) => message.setUint16(otherPortAt, 1)),
            /the name of its other end by sock_diag: the model says 127\.0\.0\.1:\d+, the kernel says 127\.0\.0\.1:1$/m,
        );
        assert.match(
            differencesAfter((message) => message.setUint8(stateAt, 7)),
            /it is connected by sock_diag: the model says true, the kernel says false$/m,
        );
    });
    it("finds that the queue is empty, and that it is not", () => {
        assert.match(
            differencesAfter((message) => message.setUint32(queueAt, 0, true)),
            /datagrams wait in it: the model says true, the kernel says false$/m,
        );
        assert.match(
            differencesAfter((message) => message.setUint32(queueAt, 9, true)),
            /datagrams wait in it: the model says false, the kernel says true$/m,
        );
    });
});
