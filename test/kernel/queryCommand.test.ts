import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { ipcscope, runIpcscope } from "./commandLine";

const bytesOfEcho =
    "select process, object_kind, sum(length)::int as bytes from events where kind = 'bytesWritten' and object_kind = 'pipe' group by all";

describe("ipcscope query", () => {
    let folder = "";
    const kept = { ...process.env };
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-query-"));
        process.env["XDG_CACHE_HOME"] = path.join(folder, "cache");
        process.env["XDG_DATA_HOME"] = path.join(folder, "data");
        runIpcscope(folder, "record", "-o", "a.ipctrace", "--no-stacks", "--", "sh", "-c", "printf 'a\\033b' | cat");
    });
    after(() => {
        process.env["XDG_CACHE_HOME"] = kept["XDG_CACHE_HOME"];
        process.env["XDG_DATA_HOME"] = kept["XDG_DATA_HOME"];
        for (const name of ["XDG_CACHE_HOME", "XDG_DATA_HOME"]) if (kept[name] === undefined) delete process.env[name];
        fs.rmSync(folder, { recursive: true });
    });

    function cached(): readonly string[] {
        return fs.readdirSync(path.join(folder, "cache/ipcscope/tables"));
    }

    it("answers as a table, as CSV and as JSON, and keeps the trace's table for the next question", () => {
        const table = runIpcscope(folder, "query", bytesOfEcho, "a.ipctrace");
        assert.deepEqual(
            [table.status, table.stdout, table.stderr],
            [0, "process  object_kind  bytes\n-------  -----------  -----\np2       pipe             3\n", ""],
        );
        const [entry = "", ...others] = cached();
        assert.deepEqual(others, [], "one table, and nothing unfinished");
        const file = fs
            .readdirSync(path.join(folder, "cache/ipcscope/tables", entry), { recursive: true, encoding: "utf8" })
            .find((name) => name.endsWith(".parquet"));
        const made = fs.statSync(path.join(folder, "cache/ipcscope/tables", entry, file ?? "")).mtimeMs;
        assert.equal(runIpcscope(folder, "query", "--csv", bytesOfEcho, "a.ipctrace").stdout, "process,object_kind,bytes\np2,pipe,3\n");
        assert.equal(
            runIpcscope(folder, "query", "--json", bytesOfEcho, "a.ipctrace").stdout,
            '{"process":"p2","object_kind":"pipe","bytes":3}\n',
        );
        assert.deepEqual(cached(), [entry]);
        assert.equal(
            fs.statSync(path.join(folder, "cache/ipcscope/tables", entry, file ?? "")).mtimeMs,
            made,
            "it is read, not made again",
        );
    });

    it("takes folders of Parquet, and counts a recording once", () => {
        const exported = runIpcscope(folder, "export", "--format", "parquet", "-o", "tables", "a.ipctrace");
        assert.equal(exported.status, 0, exported.stderr);
        assert.match(exported.stdout, /^tables\/host=[^/]+\/day=\d{4}-\d\d-\d\d\/part-[0-9a-f]{16}\.parquet\n$/);
        const once = runIpcscope(folder, "query", "--csv", bytesOfEcho, "tables", "a.ipctrace");
        assert.equal(once.stdout, "process,object_kind,bytes\np2,pipe,3\n");
        assert.match(once.stderr, /^ipcscope: warning: 'a\.ipctrace' has a recording that was named before; it counts once\.\n$/);
    });

    it("spells out what a terminal would obey", () => {
        const { stdout } = runIpcscope(folder, "query", "select chr(27) || chr(10) || 'x' as escaped", "a.ipctrace");
        assert.equal(stdout.split("\n")[2], "\\x1b\\nx");
    });

    it("says what is wrong in one sentence, and lets a question change nothing", () => {
        fs.mkdirSync(path.join(folder, "data"), { recursive: true });
        fs.writeFileSync(path.join(folder, "data/other.parquet"), "somebody else's");
        const damaged = path.join(folder, "damaged/host=h/day=2026-01-01");
        fs.mkdirSync(damaged, { recursive: true });
        fs.writeFileSync(path.join(damaged, "a.parquet"), "PAR1 and no more PAR1");
        for (const [sql, place, sentence] of [
            ["selct", "a.ipctrace", /^Parser Error: syntax error at or near "selct"\.$/],
            [
                "select objct from events",
                "a.ipctrace",
                /^Binder Error: Referenced column "objct" not found in FROM clause \(Candidate bindings: "object", .*\)\.$/,
            ],
            ["copy events to 'a.csv'", "a.ipctrace", /^Permission Error: Cannot access file "a\.csv" - .*\.$/],
            ["from read_text('a.ipctrace')", "a.ipctrace", /^Permission Error: .*\.$/],
            ["select 1", "damaged", /^Invalid Input Error: .*damaged\/host=h\/day=2026-01-01\/a\.parquet.*\.$/],
            ["select 1", "none", /^cannot read 'none': No such file or directory\.$/],
            ["select 1", "data", /^'data' has no table of events: .*\.$/],
        ] as const) {
            const { status, stdout, stderr } = runIpcscope(folder, "query", sql, place);
            assert.deepEqual([status, stdout], [2, ""], stderr);
            assert.match(stderr.replace(/^ipcscope: /, "").trimEnd(), sentence);
        }
        assert.ok(!fs.existsSync(path.join(folder, "a.csv")));
        assert.ok(!fs.existsSync(path.join(folder, ".tmp")));
    });

    it("says how to get DuckDB where it is not, and finds it there", () => {
        const alone = path.join(folder, "alone");
        fs.cpSync(path.dirname(ipcscope), alone, { recursive: true, filter: (file) => !file.includes("types") });
        const ask = () => {
            const program = path.join(alone, "ipcscope.js");
            const { status, stdout, stderr } = spawnSync(process.execPath, [program, "query", "--csv", bytesOfEcho, "a.ipctrace"], {
                cwd: folder,
                encoding: "utf8",
                timeout: patience,
            });
            return { status, stdout, stderr };
        };
        const own = path.join(folder, "data/ipcscope");
        assert.deepEqual(ask(), {
            status: 2,
            stdout: "",
            stderr: `ipcscope: SQL needs DuckDB, which is not installed: npm install --prefix ${own} @duckdb/node-api\n`,
        });
        fs.mkdirSync(own, { recursive: true });
        fs.symlinkSync(path.resolve(__dirname, "../../node_modules"), path.join(own, "node_modules"));
        assert.deepEqual(ask(), { status: 0, stdout: "process,object_kind,bytes\np2,pipe,3\n", stderr: "" });
    });
});
