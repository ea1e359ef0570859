import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PartFile } from "../../tracer/traceFile/partFile";
import { writeFile } from "../../tracer/cli/export/writeFile";

describe("a file that is written", () => {
    let folder = "";
    const at = (name: string): string => path.join(folder, name);
    const contents = (name: string): string => readFileSync(at(name), "utf8");
    beforeEach(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-part-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("takes the place of another when it is whole", async () => {
        writeFileSync(at("a"), "before", { mode: 0o640 });
        symlinkSync("a", at("link"));
        const file = await PartFile.begin(at("link"));
        await file.append(Buffer.from("after"));
        assert.equal(contents("a"), "before");
        await file.finish();
        assert.deepEqual([contents("a"), statSync(at("a")).mode & 0o777, readlinkSync(at("link"))], ["after", 0o640, "a"]);
        assert.deepEqual(readdirSync(folder), ["a", "link"]);
    });

    it("is for its owner alone where it must be, whoever could read the one before", async () => {
        writeFileSync(at("a"), "before", { mode: 0o644 });
        const file = await PartFile.begin(at("a"), 0o600);
        await file.finish();
        assert.equal(statSync(at("a")).mode & 0o777, 0o600);
    });

    it("leaves nothing when it could not be written", async () => {
        writeFileSync(at("a"), "before");
        function* pieces(): Generator<Buffer, void, void> {
            yield Buffer.from("half");
            throw new Error("no more");
        }
        await assert.rejects(writeFile(at("a"), pieces(), true), /no more/);
        await assert.rejects(writeFile(at("b"), pieces(), false), /no more/);
        await assert.rejects(writeFile(at("a"), [Buffer.from("other")], false), { code: "EEXIST" });
        assert.deepEqual([readdirSync(folder), contents("a")], [["a"], "before"]);
        assert.equal(process.listenerCount("SIGTERM"), 0);
    });
});
