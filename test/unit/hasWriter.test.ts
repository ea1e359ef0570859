import assert from "node:assert/strict";
import { mkdtemp, open, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasWriter } from "../../tracer/traceFile/hasWriter";

describe("who writes a trace", () => {
    let directory: string;
    let file: string;

    beforeEach(async () => {
        directory = await mkdtemp(path.join(tmpdir(), "ipcscope-test-"));
        file = path.join(directory, "t");
        await writeFile(file, "");
    });
    afterEach(() => rm(directory, { recursive: true }));

    it("is whoever has it open for writing, by whatever name", async () => {
        const handle = await open(file, "a");
        const link = path.join(directory, "link");
        await symlink(file, link);
        assert.deepEqual([await hasWriter(file), await hasWriter(link)], [true, true]);
        await handle.close();
        assert.deepEqual([await hasWriter(file), await hasWriter(link)], [false, false]);
    });

    it("is nobody when it is only read, or gone", async () => {
        const handle = await open(file, "r");
        assert.equal(await hasWriter(file), false);
        await handle.close();
        assert.equal(await hasWriter(path.join(directory, "none")), false);
    });
});
