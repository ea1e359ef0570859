import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEngine, type Engine, type EngineFile, type EngineObject } from "../../scripts/engine-layers/readEngine";
import { violations } from "../../scripts/engine-layers/violations";

const folder = path.resolve(__dirname, "../../tracer/engine");

const object = (name: string, defined: string[], used: string[]): EngineObject => ({ name, defined, undefined: used });
const lines = (count: number): string => "int x;\n".repeat(count);

/** The structures that the rules of ownership are read from. */
const tasks: EngineFile = {
    name: "targets/tasks.h",
    text: `struct task {
    pid_t tid;
    struct call call; /* recording/ */
    bool launching; /* written by running/launch.c */
    struct stepping *stepping; /* running/stepping.c */
};
`,
};

function engine(files: readonly EngineFile[], objects: readonly EngineObject[] = []): Engine {
    const owners = ["targets/tasks.c", "running/launch.c", "running/stepping.c"].map((name) => ({
        name,
        text: "f(task->stepping_over);\n",
    }));
    return { layers: ["base", "targets", "recording", "running", "top"], files: [tasks, ...owners, ...files], objects };
}

describe("engine layers", () => {
    it("hold in the whole engine", () => {
        const real = readEngine(folder);
        assert.ok(real.objects.length > 40, "the object files were found");
        assert.ok(
            real.objects.some(({ defined }) => defined.includes("tasks_find")) &&
                real.objects.some((each) => each.undefined.includes("tasks_find")),
        );
        assert.deepEqual(violations(real), []);
    });

    it("ask for a build where an object is missing, or older than its source", () => {
        const made = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        try {
            mkdirSync(path.join(made, "build/base"), { recursive: true });
            mkdirSync(path.join(made, "base"));
            writeFileSync(path.join(made, "Makefile"), "LAYERS := base\n");
            const source = path.join(made, "base/a.c");
            writeFileSync(source, "");
            assert.throws(() => readEngine(made), /base\/a\.c is not built as it is now: run 'npm run build' first/);
            writeFileSync(path.join(made, "build/base/a.o"), "");
            utimesSync(source, Date.now() / 1000 + 60, Date.now() / 1000 + 60);
            assert.throws(() => readEngine(made), /base\/a\.c is not built as it is now/);
        } finally {
            rmSync(made, { recursive: true });
        }
    });

    const bad: [string, Engine, string][] = [
        [
            "a circle within a layer",
            engine([], [object("base/a.c", ["a"], ["b"]), object("base/b.c", ["b"], ["c"]), object("base/c.c", ["c"], ["a", "malloc"])]),
            "circle: base/a.c → (b) base/b.c → (c) base/c.c → (a) base/a.c",
        ],
        [
            "the use of a later layer",
            engine([], [object("base/a.c", ["a"], ["main"]), object("top/main.c", ["main"], [])]),
            "base/a.c uses main of top/main.c, of a later layer",
        ],
        [
            "the header of a later layer",
            engine([{ name: "base/a.h", text: '#include <stdio.h>\n#include "base/b.h"\n#include "top/main.h"\n' }]),
            "base/a.h includes top/main.h, of a later layer",
        ],
        ["a folder that is no layer", engine([{ name: "other/a.c", text: "" }]), "other/a.c is in no layer of the Makefile"],
        ["a long file", engine([{ name: "base/a.c", text: lines(301) }]), "base/a.c has 301 lines, more than 300"],
        [
            "a large layer",
            engine(Array.from({ length: 8 }, (_, index) => ({ name: `base/a${index}.c`, text: lines(251) }))),
            "base has 2008 lines, more than 2000",
        ],
        [
            "a member in a stranger's file",
            engine([{ name: "top/main.c", text: "f(task->stepping);\n" }]),
            "top/main.c mentions stepping, which belongs to running/stepping.c",
        ],
        [
            "a member outside its folder",
            engine([
                { name: "recording/calls.c", text: "task->call.number = 1;\n" },
                { name: "running/freeze.c", text: "f(task->call.number);\n" },
            ]),
            "running/freeze.c mentions call, which belongs to recording/",
        ],
        [
            "a write to what everybody reads",
            engine([
                { name: "top/loop.c", text: "return task->tid == 1 && task->launching;\n" },
                { name: "top/main.c", text: "task->tid = 1;\n" },
            ]),
            "top/main.c writes tid, which belongs to targets/tasks.c",
        ],
        [
            "a write to another's member",
            engine([{ name: "top/main.c", text: "process->launching = true;\n" }]),
            "top/main.c writes launching, which belongs to running/launch.c",
        ],
    ];
    for (const [what, made, sentence] of bad) {
        it(`refuse ${what}`, () => assert.deepEqual(violations(made), [sentence]));
    }

    it("refuse a member whose owner does not exist", () => {
        const orphan = { name: "targets/tasks.h", text: "struct process {\n    struct stop *stop; /* running/stops.c */\n};\n" };
        assert.deepEqual(violations({ layers: ["targets"], files: [orphan], objects: [] }), [
            "targets/tasks.h: stop belongs to running/stops.c, which does not exist",
        ]);
    });
});
