/** `ipcscope with-writers`: what programs print, each piece with the process that wrote it. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { PieceReader, withWriters, type WrittenPiece } from "../../tracer/recorder/writtenPieces";

function start(...command: [string, ...string[]]): ChildProcess {
    const [program, ...words] = withWriters(command);
    return spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
}

async function run(
    ...command: [string, ...string[]]
): Promise<{ pieces: WrittenPiece[]; said: string; end: [number | null, string | null] }> {
    const child = start(...command);
    const reader = new PieceReader();
    const pieces: WrittenPiece[] = [];
    let said = "";
    child.stdout?.on("data", (bytes: Buffer) => pieces.push(...reader.push(bytes)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    const end = (await once(child, "close")) as [number | null, string | null];
    return { pieces, said, end };
}

describe("output with its writers", () => {
    it("tells who wrote each piece, also of those that have ended", async () => {
        const { pieces, said, end } = await run("/bin/sh", "-c", "echo $$; sh -c 'echo $$'; sh -c 'echo $$ >&2'; exit 3");
        assert.deepEqual(pieces.map(({ stream }) => stream).sort(), ["stderr", "stdout", "stdout"]);
        for (const { pid, bytes } of pieces) assert.equal(bytes.toString(), `${pid}\n`);
        assert.equal(new Set(pieces.map(({ pid }) => pid)).size, 3);
        assert.deepEqual([said, end], ["", [3, null]]);
    });

    it("passes on all bytes, however many", async () => {
        const { pieces } = await run("/bin/sh", "-c", "seq 200000; seq 200000 >&2");
        const numbers = Array.from({ length: 200000 }, (_none, index) => `${index + 1}\n`).join("");
        for (const stream of ["stdout", "stderr"]) {
            const bytes = Buffer.concat(pieces.filter((piece) => piece.stream === stream).map((piece) => piece.bytes));
            assert.ok(bytes.toString() === numbers, stream);
        }
    });

    it("waits for those that write when the program has ended, and ends as it did", async () => {
        const { pieces, end } = await run("/bin/sh", "-c", "(read _ < /dev/null; sleep 0.2; echo late) & kill -TERM $$");
        assert.equal(Buffer.concat(pieces.map(({ bytes }) => bytes)).toString(), "late\n");
        assert.deepEqual(end, [null, "SIGTERM"]);
    });

    it("ends when nobody reads it any more, though nobody writes", async () => {
        const child = start("/bin/sh", "-c", "echo $$; exec sleep 1000");
        const [first] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
        const [piece] = new PieceReader().push(first);
        try {
            child.stdout?.destroy();
            assert.deepEqual(await once(child, "exit"), [125, null]);
        } finally {
            process.kill(Number(piece?.bytes.toString()));
        }
    });

    it("says why a program cannot be started", async () => {
        const { pieces, end } = await run("/nowhere/program");
        assert.equal(
            pieces.map(({ bytes }) => bytes.toString()).join(""),
            "ipcscope: /nowhere/program could not be started: No such file or directory.\n",
        );
        assert.deepEqual(end, [125, null]);
    });
});
