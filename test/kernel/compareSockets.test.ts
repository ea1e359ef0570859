/** The comparison of UNIX sockets with sock_diag(7): it agrees with a true account, and finds every fact that is made wrong in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { State } from "../../tracer/model/state";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import type { KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import { buildPrograms } from "./buildPrograms";
import { engineRecording } from "./engineRecording";

const [peer, queue, lengths, shutdown] = [2, 3, 4, 6];
const netlink = /^machine netlink /;

/** Every attribute of that type, changed in a copy of what the kernel said. */
function changed(bytes: Uint8Array, type: number, change: (value: DataView) => void): Uint8Array {
    const copy = Uint8Array.from(bytes);
    const view = new DataView(copy.buffer);
    for (let at = 0; at < copy.length; at += (view.getUint32(at, true) + 3) & ~3) {
        const end = at + view.getUint32(at, true);
        for (let each = at + 32; each < end; each += (view.getUint16(each, true) + 3) & ~3) {
            const length = view.getUint16(each, true) - 4;
            if (view.getUint16(each + 2, true) === type && length > 0) change(new DataView(copy.buffer, each + 4, length));
        }
    }
    return copy;
}

describe("comparison of UNIX sockets with sock_diag", () => {
    buildPrograms();
    let directory: string;
    const moments: { snapshot: KernelSnapshot; state: State }[] = [];

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = await engineRecording([path.resolve(__dirname, "../../samples/c/build/socket_echo")], directory, { judge: 1 });
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type === "snapshot") moments.push({ snapshot: record.snapshot, state: look() });
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    function differencesAfter(type: number, change: (value: DataView) => void): readonly string[] {
        return moments.flatMap(({ snapshot, state }) => {
            const answers = snapshot.answers.map((answer) =>
                netlink.test(answer.inquiry) ? { ...answer, bytes: changed(answer.bytes, type, change) } : answer,
            );
            return compareSnapshot({ ...snapshot, answers }, state).differences;
        });
    }

    it("agrees with a true account", () => {
        for (const { snapshot, state } of moments) assert.deepEqual(compareSnapshot(snapshot, state).differences, []);
    });
    it("finds another peer", () => {
        const differences = differencesAfter(peer, (value) => value.setUint32(0, value.getUint32(0, true) + 1, true));
        assert.match(differences.join("\n"), /the socket at its other end: the model says \d{2,}, the kernel says \d{2,}/);
        assert.match(differences.join("\n"), /the socket at its other end: the model says 0, the kernel says 1$/m);
    });
    it("finds others in a queue", () => {
        const differences = differencesAfter(queue, (value) => value.setUint32(0, 1, true));
        assert.match(differences.join("\n"), /the clients in its queue: the model says \d{2,}, the kernel says 1$/m);
    });
    it("finds another length of a queue", () => {
        const differences = differencesAfter(lengths, (value) => value.setUint32(4, 9, true));
        assert.match(differences.join("\n"), /backlog: the model says 5, the kernel says 9/);
    });
    it("finds that a socket is shut down", () => {
        const differences = differencesAfter(shutdown, (value) => value.setUint8(0, 3));
        assert.match(differences.join("\n"), /it can receive: the model says true, the kernel says false/);
        assert.match(differences.join("\n"), /it can send: the model says true, the kernel says false/);
    });
});
