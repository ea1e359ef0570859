import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const engine = path.resolve(__dirname, "../../tracer/engine");
const program = `
#include "targets/assertion.h"
#include "targets/tasks.h"

int main(int count, char **arguments) {
    struct process process = { .pid = 41 };
    struct task task = { .tid = 42, .process = &process };
    (void)arguments;
    ASSERT(&task, count != 2);
    ASSERT(&process, count != 3);
    return 0;
}
`;

describe("engine assertions", () => {
    let folder: string;
    let built: string;

    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        built = path.join(folder, "asserting");
        const source = path.join(folder, "asserting.c");
        writeFileSync(source, program);
        const used = ["targets/assertion.c", "base/fatal.c", "base/complain.c", "base/utf8.c"].map((name) => path.join(engine, name));
        execFileSync("gcc", ["-std=gnu11", "-D_GNU_SOURCE=", "-iquote", engine, "-o", built, source, ...used]);
    });
    after(() => rmSync(folder, { recursive: true }));

    const run = (...words: string[]) => {
        const { status, stderr } = spawnSync(built, words, { encoding: "utf8" });
        return { status, stderr: stderr.replaceAll(/\(\S+\/(\w+\.c):\d+\)/g, "($1)") };
    };

    it("say nothing while they hold", () => assert.deepEqual(run(), { status: 0, stderr: "" }));

    it("end the engine with a sentence that names the thread, its process and the condition", () => {
        const stderr = "ipcscope: the engine contradicts itself about thread 42 of process 41: 'count != 2' does not hold (asserting.c).\n";
        assert.deepEqual(run("one"), { status: 125, stderr });
    });

    it("name a process where there is no thread", () => {
        const stderr = "ipcscope: the engine contradicts itself about process 41: 'count != 3' does not hold (asserting.c).\n";
        assert.deepEqual(run("one", "two"), { status: 125, stderr });
    });
});
