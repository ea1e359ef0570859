/** The comparison of netlink, raw and packet sockets with /proc/net: it agrees with a true account, and finds what is made wrong in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { State } from "../../tracer/model/state";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { readProcNet } from "../../tracer/snapshot/socket/procNet";
import type { KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import { compileProgram } from "./compiledProgram";
import { engineRecording } from "./engineRecording";

describe("comparison of other sockets with /proc/net", () => {
    let directory: string;
    const moments: { snapshot: KernelSnapshot; state: State }[] = [];
    const families = new Set<string>();

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = await engineRecording([compileProgram("other_sockets").path], directory, { judge: 1 });
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type !== "snapshot") continue;
            const state = look();
            for (const object of state.objects.values()) {
                const family = object.kind === "socket" ? readProcNet(record.snapshot).get(object.inode ?? "")?.family : undefined;
                if (family !== undefined) families.add(family);
            }
            moments.push({ snapshot: record.snapshot, state });
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    /** The files of one account, each changed. */
    function differencesAfter(name: string, change: (text: string) => string): string {
        const found = moments.flatMap(({ snapshot, state }) => {
            const answers = snapshot.answers.map((answer) =>
                answer.inquiry.endsWith(`/proc/net/${name}`)
                    ? { ...answer, bytes: new TextEncoder().encode(change(new TextDecoder().decode(answer.bytes))) }
                    : answer,
            );
            return compareSnapshot({ ...snapshot, answers }, state).differences;
        });
        return found.join("\n");
    }

    it("agrees with a true account", () =>
        assert.equal(
            differencesAfter("netlink", (text) => text),
            "",
        ));
    it("finds every socket that the kernel let the program have", () => {
        assert.ok(families.has("AF_NETLINK"), [...families].join());
        assert.equal(families.has("AF_PACKET"), families.has("AF_INET"), "both need privileges");
    });
    it("finds another name and protocol of netlink", () => {
        const changed = differencesAfter("netlink", (text) => text.replace(/^(\S+) 0( +)(\d+)/gm, "$1 9$2$31"));
        assert.match(changed, /its name by \/proc\/net: the model says port \d+, the kernel says port \d+1$/m);
        assert.match(changed, /protocol by \/proc\/net: the model says 0, the kernel says 9$/m);
    });
    it("finds another name and state of raw sockets", () => {
        const changed = differencesAfter("raw", (text) => text.replace(/0100007F:0001 (\S+) 01/g, "0200007F:0001 $1 07"));
        if (!families.has("AF_INET")) return assert.equal(changed, "");
        assert.match(changed, /its name by \/proc\/net: the model says 127\.0\.0\.1:1, the kernel says 127\.0\.0\.2:1$/m);
        assert.match(changed, /it is connected by \/proc\/net: the model says true, the kernel says false$/m);
    });
    it("finds another interface of packet sockets", () => {
        const changed = differencesAfter("packet", (text) => text.replace(/( 0800 +)1 /g, "$12 "));
        if (!families.has("AF_PACKET")) return assert.equal(changed, "");
        assert.match(changed, /its name by \/proc\/net: the model says interface 1, the kernel says interface 2$/m);
    });
});
