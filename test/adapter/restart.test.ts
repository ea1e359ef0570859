import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DebugRun } from "./debugRun";
import { withRun } from "./withRun";

const sleeps = "#include <unistd.h>\nint main(void)\n{\n    return pause();\n}\n";
const notC = "int main(void)\n{\n    return nothing;\n}\n";
const refusal = "edited.c does not compile (1 error). Line 3: 'nothing' undeclared (first use in this function)";

describe("a restart of an edited program", () => {
    let folder = "";
    let source = "";
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
        source = path.join(folder, "edited.c");
        fs.writeFileSync(source, sleeps);
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    async function isOver(run: DebugRun): Promise<void> {
        await run.root.take("terminated");
        assert.deepEqual(
            run.leftovers().processes.filter((command) => command.includes("edited")),
            [],
            "no program runs",
        );
    }

    for (const asked of ["launch", "process"] as const) {
        it(`that does not compile, asked of the ${asked}: the launch tells the reason, and all is over`, () =>
            withRun({ program: source }, async (run) => {
                const p1 = await run.process("p1");
                fs.writeFileSync(source, notC);
                await (asked === "launch" ? run.root : p1.client).customRequest("restart", {});
                const told = await run.root.take<DebugProtocol.Event>("ipcscope.message");
                assert.deepEqual(told.body, { severity: "error", text: refusal });
                await p1.ended();
                await isOver(run);
                assert.match(run.output, /edited\.c does not compile/);
            }));
    }

    it("starts it as it is now", () =>
        withRun({ program: source }, async (run) => {
            await run.process("p1");
            fs.writeFileSync(source, sleeps.replace("pause()", "7"));
            await run.root.customRequest("restart", {});
            assert.equal(await run.ended(), 7);
        }));
});

describe("a launch that fails to start", () => {
    it("is over", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
        const source = path.join(folder, "edited.c");
        fs.writeFileSync(source, notC);
        let toldOver = 0;
        try {
            await assert.rejects(
                withRun({ program: source, onEvent: ({ event }) => (toldOver += Number(event === "terminated")) }, () => Promise.resolve()),
                /nothing/,
            );
            assert.equal(toldOver, 1);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });
});
