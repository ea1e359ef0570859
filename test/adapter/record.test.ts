import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launchConfiguration } from "../../extension/adapter/launchConfiguration";
import { traceFacts } from "../../tracer/traceFile/traceFacts";
import { withRun } from "./withRun";

describe("a launch whose trace is kept", () => {
    let folder = "";
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"))));
    after(() => fs.rmSync(folder, { recursive: true }));

    const launch = (record: boolean | string): Promise<void> =>
        withRun({ program: "/bin/true", configuration: { record, __workspaceFolder: folder } }, async (run) => {
            assert.equal(await run.ended(), 0);
        });

    it("has it in the folder .ipcscope of the workspace", async () => {
        await launch(true);
        const [name, ...others] = fs.readdirSync(path.join(folder, ".ipcscope"));
        assert.match(name ?? "", /^true-20\d\d-.*Z\.ipctrace$/);
        assert.deepEqual(others, []);
        const { header, duration } = await traceFacts(path.join(folder, ".ipcscope", name ?? ""));
        assert.deepEqual(header.programs, [["/bin/true"]]);
        assert.notEqual(duration, null);
    });

    it("has it in the file that is named, beside what is there", async () => {
        const kept = path.join(folder, "kept");
        fs.mkdirSync(kept);
        fs.writeFileSync(path.join(kept, "a.ipctrace"), "mine");
        await launch("kept/a.ipctrace");
        await launch("kept/a.ipctrace");
        assert.deepEqual(fs.readdirSync(kept).sort(), ["a-2.ipctrace", "a-3.ipctrace", "a.ipctrace"]);
        assert.equal(fs.readFileSync(path.join(kept, "a.ipctrace"), "utf8"), "mine");
        assert.notEqual((await traceFacts(path.join(kept, "a-3.ipctrace"))).duration, null);
    });

    it("is refused in one sentence where no folder can be made", async () => {
        await assert.rejects(launch("/proc/none/kept"), /No such file or directory/);
    });

    it("takes the folder that is named, and without a workspace the program's", () => {
        const record = (attributes: object): string | undefined => launchConfiguration({ program: "/a/b.c", ...attributes }).record;
        assert.equal(record({}), undefined);
        assert.equal(record({ record: false, trace: "x.ipctrace" }), undefined);
        assert.equal(record({ record: true }), "/a/.ipcscope");
        assert.equal(record({ record: true, __workspaceFolder: "/w" }), "/w/.ipcscope");
        assert.equal(record({ record: "runs", __workspaceFolder: "/w" }), "/w/runs");
        assert.equal(record({ record: "/r/x.ipctrace", __workspaceFolder: "/w" }), "/r/x.ipctrace");
    });

    it("says what makes no sense", () => {
        const wrong = (attributes: object, message: string): void => {
            assert.throws(() => launchConfiguration({ program: "/a/b.c", ...attributes }), { message });
        };
        for (const record of [1, "", {}]) wrong({ record }, 'The launch configuration\'s "record" must be true, false or a path.');
        wrong({ record: true, trace: "x" }, 'The launch configuration\'s "record" must be left out where "trace" names the file.');
    });
});
