/** A disk that is full, and one that becomes full: one sentence, and nothing is left. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { noRoom, SmallDisk } from "../smallDisk";
import { ipcscope, runIpcscope } from "./commandLine";

const program = ["sh", "-c", "seq 30000 | tail -1; exit 4"];

describe("on a full disk", () => {
    let directory: string;
    let disk: SmallDisk | undefined;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => {
        disk?.remove();
        disk = undefined;
        rmSync(directory, { recursive: true });
    });

    /** `kilobytes`: what there is room for. */
    function smallDisk(kilobytes: number): SmallDisk {
        disk = new SmallDisk(kilobytes);
        return disk;
    }

    function run(
        { seenBy, folder }: { seenBy: string; folder: string },
        ...words: string[]
    ): { status: number | null; stdout: string; said: string } {
        const environment = { ...process.env, TMPDIR: folder };
        const { status, stdout, stderr } = spawnSync(seenBy, words, {
            cwd: directory,
            encoding: "utf8",
            env: environment,
            timeout: patience,
        });
        assert.match(stderr, /^(ipcscope: [^\n]+\.\n)?$/, "one sentence");
        return { status, stdout, said: stderr };
    }

    const small = (kilobytes: number): { seenBy: string; folder: string } => {
        const made = smallDisk(kilobytes);
        return { seenBy: made.seenBy(ipcscope), folder: made.folder };
    };

    it("record starts nothing, and leaves no trace", () => {
        const at = small(0);
        const trace = path.join(at.folder, "t");
        const { status, stdout, said } = run(at, "record", "-o", trace, "--", ...program);
        assert.deepEqual([status, stdout], [125, ""]);
        assert.match(said, new RegExp(`cannot write '${trace}': (${noRoom.source})\\.`));
        assert.deepEqual(disk?.files(), []);
    });

    it("record goes on with the program when the disk becomes full, and the trace holds what there was room for", () => {
        const at = small(32);
        const trace = path.join(at.folder, "t");
        const { status, stdout, said } = run(at, "record", "-o", trace, "--", ...program);
        assert.deepEqual([status, stdout], [4, "30000\n"]);
        assert.match(said, new RegExp(`: recording stopped, the trace can be written no more: (${noRoom.source})\\.`));
        assert.deepEqual(disk?.files(), ["t"]);
        const events = runIpcscope(directory, "events", trace);
        assert.match(events.stdout, /^ +1 .* p1 /m);
        assert.match(events.stderr, /^ipcscope: warning: '[^']+' has no end: [^\n]+\n$/);
        assert.equal(runIpcscope(directory, "verify", "--trace", trace).status, 0);
    });

    it("record asks for no room in TMPDIR", () => {
        const full = smallDisk(0);
        const { status, stdout, said } = run({ seenBy: ipcscope, folder: full.folder }, "record", "-o", "t", "--", ...program);
        assert.deepEqual([status, stdout, said], [4, "30000\n", ""]);
        assert.deepEqual([full.files(), readdirSync(directory)], [[], ["t"]]);
    });

    it("verify starts nothing when TMPDIR is full", () => {
        const at = small(0);
        const { status, stdout, said } = run(at, "verify", "--", ...program);
        assert.deepEqual([status, stdout], [125, ""]);
        assert.match(said, new RegExp(`: cannot write a trace to the folder '${at.folder}': (${noRoom.source})\\.`));
        assert.deepEqual(disk?.files(), []);
    });

    it("verify claims nothing when TMPDIR becomes full", () => {
        const at = small(8);
        const { status, stdout, said } = run(at, "verify", "--", ...program);
        assert.deepEqual([status, stdout], [125, "30000\n"]);
        assert.match(said, new RegExp(`no more: (${noRoom.source})\\. It is in the folder '${at.folder}'; nothing is compared\\.`));
        assert.deepEqual(disk?.files(), []);
    });

    it("export leaves no half file, nor takes the place of one that is there", () => {
        const trace = path.join(directory, "t");
        assert.equal(runIpcscope(directory, "record", "-o", trace, "--", ...program).status, 4);
        // Each is longer than the disk has room for.
        const at = small(8);
        for (const format of ["html", "json", "perfetto", "strace", "parquet"]) {
            const place = path.join(at.folder, `a.${format}`);
            const { status, said } = run(at, "export", "--format", format, "-o", place, trace);
            assert.equal(status, 2, format);
            assert.match(said, new RegExp(`: cannot write '[^']+': (${noRoom.source})\\.`), format);
            // Parquet is a folder of folders, which are there before their file.
            const left = disk?.files().filter((name) => statSync(path.join(at.folder, name)).isFile());
            assert.deepEqual(left, [], format);
        }
        const there = path.join(at.folder, "there.json");
        writeFileSync(there, "before");
        assert.equal(run(at, "export", "--format", "json", "--force", "-o", there, trace).status, 2);
        assert.equal(readFileSync(there, "utf8"), "before");
    });
});
