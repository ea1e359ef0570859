import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parquet } from "../../tracer/cli/parquet/parquetFile";
import { writeParquet } from "../../tracer/cli/parquet/writeParquet";
import { columns } from "../../tracer/export/rows/columns";
import type { Recording } from "../../tracer/export/rows/recording";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { reviewAtOnce } from "./reviewed";

const recording: Recording = { id: "0123", name: "story", host: "desk/1", started: Date.UTC(2026, 10, 26, 12) / 1000 };

const story = `
    p1 pipe 3 4
    p1 fork p2
    p2 enters read 3
    p1 write 4 "a;b"
    p2 leaves "a;b"
    p2 close 4
    p2 exits 3
    p1 wait p2`;

describe("a trace as Parquet", () => {
    let folder = "";
    beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-parquet-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    /** Read by DuckDB, which has not written it. */
    async function rows(sql: string): Promise<readonly (readonly unknown[])[]> {
        const connection = await (await DuckDBInstance.create()).connect();
        try {
            await connection.run(`create view events as from read_parquet('${folder}/**/*.parquet', hive_partitioning = true)`);
            return (await connection.runAndReadAll(sql)).getRowsJson();
        } finally {
            connection.closeSync();
        }
    }

    it("has a row for each event, with its process and its object", async () => {
        const trace = reviewAtOnce(story);
        const files = await writeParquet(trace, recording, folder, false);
        assert.deepEqual(
            files.map((file) => path.relative(folder, file)),
            ["host=desk%2F1/day=2026-11-26/part-0123.parquet"],
        );
        assert.deepEqual(await rows("select count(*), min(seq), max(seq), any_value(host), any_value(day)::varchar from events"), [
            [String(trace.length), 1, trace.length, "desk/1", "2026-11-26"],
        ]);
        const read = await rows(
            `select process, pid, program, parent, object, object_kind, fd, access, length::int, cause_process, cause_kind, sources, recording, trace
             from events where kind = 'bytesRead'`,
        );
        const sources = [{ process: "p1", program: "a", bytes: "3" }];
        assert.deepEqual(read, [["p2", 102, "a", "p1", "pipe1", "pipe", 3, "read", 3, "p1", "bytes", sources, "0123", "story"]]);
    });

    it("says how long a wait was, and who ended it", async () => {
        const trace = reviewAtOnce(story);
        await writeParquet(trace, recording, folder, false);
        const [wait] = [...trace.waits.all()];
        assert.deepEqual(await rows("select process, awaits, wait > 0, wait_end, ended_by_process from events where awaits = 'input'"), [
            ["p2", "input", true, wait?.to, "p1"],
        ]);
        assert.deepEqual(await rows("select count(*) from events where wait is not null and kind <> 'callBlocked'"), [["0"]]);
    });

    it("counts the descriptors that nobody closed where they were made", async () => {
        await writeParquet(reviewAtOnce(story), recording, folder, false);
        // Both ends in p1, and the end for reading in p2.
        assert.deepEqual(await rows("select left_open from events where kind = 'pipeCreated'"), [[3]]);
        assert.deepEqual(await rows("select sum(left_open)::int from events where kind = 'descriptorClosed'"), [[0]]);
    });

    it("has the moment of each event, and a file for each day", async () => {
        const trace = reviewAtOnce(story);
        const before = trace.events.lastAt(trace.endTime / 2);
        const midnight = trace.events.time(before + 1);
        const started = Date.UTC(2026, 10, 27) / 1000 - midnight;
        const files = await writeParquet(trace, { ...recording, host: null, started }, folder, false);
        assert.deepEqual(
            files.map((file) => path.relative(folder, file)),
            ["2026-11-26", "2026-11-27"].map((day) => `host=__HIVE_DEFAULT_PARTITION__/day=${day}/part-0123.parquet`),
        );
        const days = await rows(
            "select day::varchar, count(*)::int, bool_and(host is null), min(moment)::date::varchar from events group by day order by day",
        );
        assert.deepEqual(days, [
            ["2026-11-26", before, true, "2026-11-26"],
            ["2026-11-27", trace.length - before, true, "2026-11-27"],
        ]);
    });

    it("says nothing that is not known", async () => {
        await writeParquet(reviewAtOnce("p1 exits 0"), { ...recording, host: null, started: null }, folder, false);
        assert.deepEqual(await rows("select distinct host, day, moment, cause, wait, sources from events"), [Array(6).fill(null)]);
    });

    it("is a table without rows when nothing happened", async () => {
        await writeParquet(new RecordedTrace(), recording, folder, false);
        assert.deepEqual(await rows("select count(*) from events"), [["0"]]);
        const named = await rows("select column_name from (describe from events)");
        assert.deepEqual(
            named.flat().slice(0, columns.length),
            columns.map(({ name }) => name),
        );
    });

    it("replaces nothing without being told to, and leaves nothing unfinished", async () => {
        const trace = reviewAtOnce(story);
        const [file = ""] = await writeParquet(trace, recording, folder, false);
        fs.writeFileSync(file, "mine");
        await assert.rejects(
            writeParquet(trace, recording, folder, false),
            /is there already: name another file, or replace it with --force\.$/,
        );
        assert.equal(fs.readFileSync(file, "utf8"), "mine");
        await writeParquet(trace, recording, folder, true);
        assert.deepEqual(fs.readdirSync(path.dirname(file)), ["part-0123.parquet"]);
        assert.equal(fs.readFileSync(file).toString("latin1", 0, 4), "PAR1");
    });

    it("has all rows of a trace that is longer than a group of rows", async () => {
        const trace = reviewAtOnce(story);
        const pieces = [...parquet(trace, recording, 4)].map(({ bytes }) => bytes);
        assert.equal(pieces.length, Math.floor(trace.length / 4) + 1);
        fs.writeFileSync(path.join(folder, "a.parquet"), Buffer.concat(pieces));
        assert.deepEqual(await rows("select list(seq order by seq) from events"), [[seqs(trace)]]);
    });
});

function seqs({ length }: RecordedTrace): readonly number[] {
    return Array.from({ length }, (_, index) => index + 1);
}
