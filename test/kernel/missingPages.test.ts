/** Calls whose buffers are pages that another thread has yet to bring: neither the recorder nor who asks the kernel waits for those. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { compileProgram } from "./compiledProgram";
import { engineRecording } from "./engineRecording";

const calls = { read: 0, write: 1, recvfrom: 45, epoll_wait: 232 };

describe("a page that userfaultfd has yet to bring", () => {
    let directory: string;
    let program: string;

    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        program = compileProgram("missing_pages").path;
    });
    after(() => rmSync(directory, { recursive: true }));

    it("is not awaited by who records the program, which ends as it does alone", async () => {
        await engineRecording([program], directory);
    });

    it("is not awaited by who asks the kernel, and nothing is claimed of what is locked meanwhile", async () => {
        const trace = await engineRecording([program], directory, { judge: 1 });
        const refusedIn = new Set<number>();
        const differences: string[] = [];
        let isPermitted = false;
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type !== "snapshot") continue;
            const { snapshot } = record;
            differences.push(...compareSnapshot(snapshot, look()).differences);
            isPermitted ||= snapshot.tables.some(({ fds }) => fds.some(({ link }) => link === "anon_inode:[userfaultfd]"));
            const isRefused =
                snapshot.answers.some(({ error }) => error === constants.errno.EBUSY) ||
                snapshot.tables.some(({ refused }) => refused === true);
            if (!isRefused) continue;
            for (const { threads } of snapshot.processes) for (const { call } of threads) refusedIn.add(call);
        }
        assert.deepEqual(differences, []);
        for (const [name, number] of Object.entries(calls)) assert.equal(refusedIn.has(number), isPermitted, `while ${name} sleeps`);
    });
});
