import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runIpcscope } from "./commandLine";
import { compileProgram } from "./compiledProgram";

const whole = [
    "condition variable table.changed",
    "mutex filled[1]",
    "mutex table.forks[2].lock",
    "read-write lock lock",
    "semaphore served",
];

describe("what waits at a variable of the program", () => {
    let folder: string;

    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"))));
    after(() => fs.rmSync(folder, { recursive: true }));

    function record(program: string, trace: string): readonly string[] {
        assert.equal(runIpcscope(folder, "record", "-o", trace, "--", program).status, 0);
        return namesIn(trace);
    }

    /** Of the futexes at which somebody was woken. */
    function namesIn(trace: string): readonly string[] {
        const { stdout } = runIpcscope(folder, "events", trace);
        return [...new Set([...stdout.matchAll(/woken by p1 at (.+?)\.(?: |$)/gm)].map(([, name = ""]) => name))].sort();
    }

    it("waits at the variable, by its name; also when the trace was packed and the program is gone", () => {
        const program = path.join(folder, "program");
        fs.copyFileSync(compileProgram("static_words").path, program);
        assert.deepEqual(record(program, "t.ipctrace"), whole);
        assert.equal(runIpcscope(folder, "pack", "t.ipctrace").status, 0);
        fs.rmSync(program);
        assert.deepEqual(namesIn("t.packed.ipctrace"), whole);
        assert.ok(
            namesIn("t.ipctrace").every((name) => /futex\d+$/.test(name)),
            "nobody knows the names now",
        );
    });

    it("waits in shared memory at what a pointer leads to", () => {
        assert.equal(runIpcscope(folder, "record", "-o", "p.ipctrace", "--", compileProgram("pointed_words").path).status, 0);
        const { stdout } = runIpcscope(folder, "events", "p.ipctrace");
        const names = [...stdout.matchAll(/p1 is in (?:pthread_mutex_lock|sem_wait): (.+?) (?:is|was) /g)].map(([, name]) => name);
        assert.deepEqual(names, [
            "mutex shared->lock",
            "semaphore shared->rooms[1]",
            "semaphore place->doors[2]",
            "semaphore hall->doors[1]",
            "semaphore futex5",
        ]);
    });

    it("is a robust mutex that its owner leaves, though nobody waits there", () => {
        assert.equal(runIpcscope(folder, "record", "-o", "r.ipctrace", "--", compileProgram("robust_list").path).status, 0);
        const { stdout } = runIpcscope(folder, "events", "r.ipctrace");
        assert.deepEqual([...stdout.matchAll(/p\d ends and still has .*\./g)].map(([sentence]) => sentence).sort(), [
            "p1 ends and still has mutex own.",
            "p2 ends and still has mutex shared->exits.",
            "p2 ends and still has mutex shared->inheriting.",
            "p3 ends and still has mutex shared->killed.",
        ]);
    });

    it("is told by the type of the variable in a program that is linked statically", () => {
        const names = record(compileProgram("static_words", "-static", "-static").path, "s.ipctrace");
        assert.deepEqual(names, whole);
    });
});
