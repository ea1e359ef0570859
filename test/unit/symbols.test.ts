import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readElfFile } from "../../tracer/symbols/elfFile";
import { sourceFilesOf } from "../../tracer/symbols/sourceFilesOf";
import { SymbolLookup } from "../../tracer/symbols/symbolLookup";
import type { ModuleRecord, StackFrame, TraceRecord } from "../../tracer/trace/record";

const source = `static int twice(int number)
{
    return 2 * number;
}
int main(int argc, char *argv[])
{
    (void)argv;
    return twice(argc);
}
`;

describe("symbols", () => {
    let directory: string;
    let file: string;
    let notes: string[];
    let lookup: SymbolLookup;

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        file = path.join(directory, "main.c");
        writeFileSync(file, source);
        notes = [];
        lookup = new SymbolLookup((note) => notes.push(note));
    });
    afterEach(async () => {
        await lookup.close();
        rmSync(directory, { recursive: true });
    });

    function compile(...options: readonly string[]): string {
        const program = path.join(directory, "program");
        execFileSync("gcc", ["-o", program, ...options, file]);
        return program;
    }

    async function moduleOf(program: string, id: number): Promise<ModuleRecord> {
        const elf = await readElfFile(program);
        return { type: "module", id, device: 1n, inode: 1n, buildId: elf?.buildId ?? "", path: program };
    }

    /** Where the functions begin in the file. */
    function offsets(program: string): ReadonlyMap<string, bigint> {
        const sections = execFileSync("objdump", ["-h", program], { encoding: "utf8" });
        const [, address = "0", offset = "0"] = /\.text +[0-9a-f]+ +([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+)/.exec(sections) ?? [];
        const symbols = execFileSync("nm", [program], { encoding: "utf8" }).matchAll(/^([0-9a-f]+) [tT] (\w+)$/gm);
        return new Map(
            [...symbols].map(([, symbol, name]) => [name ?? "", BigInt(`0x${symbol}`) - BigInt(`0x${address}`) + BigInt(`0x${offset}`)]),
        );
    }

    const stack = (id: number, ...frames: readonly StackFrame[]): TraceRecord => ({ type: "stack", id, frames, cut: false });

    for (const options of [
        ["-g"],
        ["-g", "-no-pie"],
        ["-g", "-Wl,-Ttext-segment=0x10000000", "-no-pie"],
        ["-gdwarf-4"],
        ["-g", "-gz"],
        ["-g", "-Wl,--build-id=none"],
    ]) {
        it(`finds lines of a program compiled with ${options.join(" ")}`, async () => {
            const program = compile(...options);
            const places = offsets(program);
            const inner = { module: 1, offset: places.get("twice") ?? 0n };
            const outer = { module: 1, offset: places.get("main") ?? 0n };
            await lookup.prepare([
                await moduleOf(program, 1),
                stack(1, inner, outer),
                stack(2, { module: 0, offset: 5n }, outer),
                stack(3),
            ]);
            assert.deepEqual(lookup.locate(1), { file, line: 2, function: "twice" });
            assert.deepEqual(lookup.locate(2), { file, line: 6, function: "main" });
            assert.equal(lookup.locate(3), undefined);
            assert.deepEqual(notes, []);
            assert.deepEqual(await sourceFilesOf(program), new Set([file]));
        });
    }

    it("finds what stands in an inlined function", async () => {
        writeFileSync(
            file,
            "#include <unistd.h>\n__attribute__((always_inline)) static inline int inner(void)\n{\n    return getppid();\n}\nint main(void)\n{\n    return inner();\n}\n",
        );
        const program = compile("-g", "-O1");
        const call = /^ +([0-9a-f]+):.*call.*getppid/m.exec(execFileSync("objdump", ["-d", program], { encoding: "utf8" }))?.[1];
        await lookup.prepare([await moduleOf(program, 1), stack(1, { module: 1, offset: BigInt(`0x${call}`) })]);
        assert.deepEqual(lookup.locate(1), { file, line: 4, function: "inner" });
    });

    it("skips frames of sources that are not here", async () => {
        const program = compile("-g", "-fdebug-prefix-map=/=/elsewhere/");
        await lookup.prepare([await moduleOf(program, 1), stack(1, { module: 1, offset: offsets(program).get("main") ?? 0n })]);
        assert.equal(lookup.locate(1), undefined);
    });

    it("says once why lines are unknown", async () => {
        const program = compile();
        const frame = { module: 1, offset: offsets(program).get("main") ?? 0n };
        await lookup.prepare([await moduleOf(program, 1), stack(1, frame), stack(2, frame)]);
        await lookup.prepare([stack(3, frame), await moduleOf("/bin/ls", 2), stack(4, { module: 2, offset: 20000n })]);
        assert.deepEqual(notes, [`'${program}' was compiled without -g, so its lines are unknown.`]);
        assert.equal((await sourceFilesOf(program)).size, 0);
    });

    it("says nothing of the programs of packages", async () => {
        const program = compile();
        const packaged = path.join(directory, "node_modules/tool/bin");
        mkdirSync(packaged, { recursive: true });
        copyFileSync(program, path.join(packaged, "tool"));
        await lookup.prepare([await moduleOf(path.join(packaged, "tool"), 1), stack(1, { module: 1, offset: 0x1139n })]);
        assert.deepEqual(notes, []);
    });

    it("does not believe a program that has changed, or is gone", async () => {
        const before = await moduleOf(compile("-g"), 1);
        writeFileSync(file, `\n${source}`);
        compile("-g");
        await lookup.prepare([
            before,
            { ...before, id: 2, path: path.join(directory, "gone") },
            stack(1, { module: 1, offset: 0x1139n }, { module: 2, offset: 5n }),
        ]);
        assert.equal(lookup.locate(1), undefined);
        assert.match([...notes].sort().join("\n"), /gone' is no longer there.*\n.*program' was changed since it was recorded/);
    });

    it("reads no ELF file from what is none", async () => {
        assert.equal(await readElfFile(file), undefined);
        assert.equal(await readElfFile(path.join(directory, "none")), undefined);
        writeFileSync(file, Buffer.from("7f454c4602010100", "hex"));
        assert.equal(await readElfFile(file), undefined);
        assert.equal((await sourceFilesOf(file)).size, 0);
    });

    it("does not open what is no file, whatever a trace names", async () => {
        const fifo = path.join(directory, "fifo");
        execFileSync("mkfifo", [fifo]);
        // It waits for the first who opens the FIFO, which shall not be the look-up.
        const writer = spawn("sh", ["-c", 'echo "nobody has opened it" >fifo'], { cwd: directory, stdio: "ignore" });
        try {
            const record: ModuleRecord = { type: "module", id: 1, device: 1n, inode: 1n, buildId: "", path: fifo };
            await lookup.prepare([record, stack(1, { module: 1, offset: 0n })]);
            assert.equal(lookup.locate(1), undefined);
            for (const other of [
                fifo,
                "/dev/zero",
                "/dev/tty",
                "/proc/self/mem",
                directory,
                `${fifo}\0`,
                `${directory}/${"n".repeat(300)}`,
            ]) {
                assert.equal(await readElfFile(other), undefined);
            }
            assert.equal(execFileSync("timeout", ["60", "cat", fifo], { encoding: "utf8" }), "nobody has opened it\n");
        } finally {
            writer.kill();
        }
    });

    it("knows the headers that a program's code comes from", async () => {
        const header = path.join(directory, "inner.h");
        writeFileSync(header, "static inline int inner(void)\n{\n    return 3;\n}\n");
        writeFileSync(file, '#include "inner.h"\nint main(void)\n{\n    return inner();\n}\n');
        assert.deepEqual(await sourceFilesOf(compile("-g")), new Set([file, header]));
    });
});
