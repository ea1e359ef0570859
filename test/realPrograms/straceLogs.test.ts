/** What a full log of strace tells, held against a recording of our own: they differ only where no log could help (docs/import.md). */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { differences } from "./loggedAndRecorded";

const programs = [
    ...["alarm", "dup", "eventfd", "exec", "fifo", "file", "inotify", "lock", "ls_wc", "message_queue"],
    ...["parent_child", "pipe", "pipeline", "popen", "redirect", "sigchld", "signal_mask", "socket", "timerfd", "vfork_spawn"],
];

describe("a log of strace, imported, is what was recorded of the same program", () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"))));
    after(() => fs.rmSync(folder, { recursive: true }));

    for (const name of programs) {
        it(name, async () => {
            const found = await differences(name, folder);
            assert.deepEqual(
                found.flatMap(({ cause, text }) => (cause === null ? [text] : [])),
                [],
            );
            // Of what strace has started, a log has the descriptors from before only where a call names them.
            assert.ok(found.some(({ cause }) => cause === "descriptors from before the log"));
        });
    }
});
