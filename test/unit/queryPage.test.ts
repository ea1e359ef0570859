/** What docs/query.md says: its questions, answered about two small recordings, and its columns. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeParquet } from "../../tracer/cli/parquet/writeParquet";
import { Database } from "../../tracer/cli/query/database";
import { parquetFilesIn } from "../../tracer/cli/query/parquetFiles";
import type { PlainValue } from "../../tracer/cli/query/plainValue";
import { columns } from "../../tracer/export/rows/columns";
import { reviewAtOnce } from "./reviewed";

const page = fs.readFileSync(path.resolve(__dirname, "../../docs/query.md"), "utf8");
const questions = new Map(
    [...page.matchAll(/^## (.*\?)\n[^#]*?```sql\n([^`]*)```/gm)].map(([, question = "", sql = ""]) => [question, sql]),
);

/** A client asks a server twice; the second answer takes 4 microseconds, the third request gets none. */
const asking = `
    p1 pipe 3 4
    p1 pipe 5 6
    p1 fork p2
    p2 exec server
    p2 enters read 3
    p1 write 4 "ask"
    p2 leaves "ask"
    p2 write 6 "answer"
    p1 read 5 "answer"
    p1 write 4 "more"
    p1 enters read 5
    p2 read 3 "more"
    p2 write 6 "ok"
    p1 leaves "ok"
    p1 write 4 "!" = EAGAIN
    p2 close 3
    p2 killed SIGKILL
    p1 wait p2
    p1 enters read 5`;

const writing = `
    p1 open /tmp/f 3
    p1 write 3 "four"
    p1 exits 2`;

describe("docs/query.md", () => {
    let folder = "";
    let database: Database;
    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-[query]-"));
        const started = Date.UTC(2026, 10, 26) / 1000;
        await writeParquet(reviewAtOnce(asking), { id: "1", name: "asking", host: "desk", started }, folder, false);
        await writeParquet(reviewAtOnce(writing), { id: "2", name: "writing", host: "rack", started: started + 86_400 }, folder, false);
        database = await Database.over(await parquetFilesIn(folder), folder);
    });
    after(() => {
        database.close();
        fs.rmSync(folder, { recursive: true });
    });

    /** The first rows, of the columns that the test names. */
    async function answer(question: string, names: readonly string[]): Promise<PlainValue[][]> {
        const sql = questions.get(question);
        assert.ok(sql !== undefined, `the page asks: ${question}`);
        const { columns: all, rows } = await database.ask(sql);
        const found: PlainValue[][] = [];
        for await (const row of rows) found.push(names.map((name) => row[all.indexOf(name)] ?? null));
        return found;
    }

    const expected: Readonly<Record<string, readonly [readonly string[], readonly (readonly PlainValue[])[]]>> = {
        "Who waited longest for whom?": [
            ["program", "ended_by_program", "waits"],
            [
                ["a", "server", 1],
                ["server", "a", 1],
            ],
        ],
        "Who still waits at the end?": [["trace", "process", "awaits", "line"], [["asking", "p1", "input", 19]]],
        "Which descriptors leak?": [
            ["program", "line", "object_kind", "left_open"],
            [
                ["a", 2, "pipe", 4],
                ["a", 1, "pipe", 3],
                ["a", 1, "file", 1],
            ],
        ],
        "How many descriptors did a process ever have?": [
            ["trace", "process", "program", "most"],
            [
                ["asking", "p1", "a", 7],
                ["asking", "p2", "server", 7],
                ["writing", "p1", "a", 4],
            ],
        ],
        "How many bytes went between services?": [
            ["sender", "receiver", "object_kind", "bytes", "times"],
            [
                ["server", "a", "pipe", 8, 2],
                ["a", "server", "pipe", 7, 2],
            ],
        ],
        "Which was the slowest reply?": [
            ["client", "server", "seconds"],
            [
                ["p1", "server", 4e-6],
                ["p1", "server", 3e-6],
            ],
        ],
        "Which calls fail?": [["program", "call", "error", "times"], [["a", "write", "EAGAIN", 1]]],
        "Who ended badly?": [
            ["host", "process", "exit_code", "signal"],
            [
                ["desk", "p2", null, "SIGKILL"],
                ["rack", "p1", 2, null],
            ],
        ],
        "Which lines move most?": [
            ["line", "call", "times", "bytes"],
            [
                [8, "write", 1, 6],
                [9, "read", 1, 6],
                [2, "write", 1, 4],
                [10, "write", 1, 4],
                [12, "read", 1, 4],
                [5, "read", 1, 3],
                [6, "write", 1, 3],
                [11, "read", 1, 2],
                [13, "write", 1, 2],
            ],
        ],
        "How do hosts and days differ?": [
            ["host", "day", "recordings", "failures"],
            [
                ["desk", "2026-11-26", 1, 1],
                ["rack", "2026-11-27", 1, 0],
            ],
        ],
    };

    it("asks ten questions, and each is tested", () => assert.deepEqual([...questions.keys()].sort(), Object.keys(expected).sort()));

    for (const [question, [names, rows]] of Object.entries(expected)) {
        it(question, async () => {
            const found = (await answer(question, names)).map((row) => row.map(rounded));
            assert.deepEqual(found, rows);
        });
    }

    it("names all columns, and none that is not there", () => {
        const named = [...page.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = ""]) => cell.replaceAll("`", "").split(", "));
        assert.deepEqual(named.sort(), ["host", "day", ...columns.map(({ name }) => name)].sort());
    });
});

/** Differences of times. */
function rounded(value: PlainValue): PlainValue {
    return typeof value === "number" ? Math.round(value * 1e9) / 1e9 : value;
}
