import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Recording } from "../../extension/replay/recording";
import type { TraceRecord } from "../../tracer/trace/record";
import { recordTypeNumbers } from "../../tracer/trace/format";
import { rawRecords } from "../../tracer/traceFile/rawRecords";
import { readTrace } from "../../tracer/traceFile/readTrace";
import { runIpcscope } from "./commandLine";

const program = `#include <unistd.h>
static void tell(int end) { write(end, "secretword", 10); }
int main(int count, char **words)
{
    int ends[2];
    char got[16];
    (void)count; (void)words;
    pipe(ends);
    tell(ends[1]);
    return read(ends[0], got, 16) != 10;
}
`;

async function recordsOf(trace: string): Promise<readonly TraceRecord[]> {
    const records: TraceRecord[] = [];
    for await (const each of readTrace(trace, (sentence) => assert.fail(sentence))) records.push(...each);
    return records;
}

describe("ipcscope pack", () => {
    let folder: string;
    let source: string;

    before(() => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-")));
        source = path.join(folder, "tell.c");
        fs.writeFileSync(source, program);
        execFileSync("gcc", ["-g", "-O0", "-w", "-o", path.join(folder, "tell"), source]);
        assert.equal(runIpcscope(folder, "record", "-o", "t.ipctrace", "--", "./tell", "argumentword").status, 0);
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    const events = (trace: string): string => runIpcscope(folder, "events", "--all", trace).stdout;

    /** All that its records hold, but for the program's source. */
    const textOf = async (trace: string): Promise<string> => {
        const records = (await recordsOf(path.join(folder, trace))).filter(({ type }) => type !== "source");
        return JSON.stringify(records, (_, value: unknown) => {
            if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
            return typeof value === "bigint" ? String(value) : value;
        });
    };

    it("takes lines and sources along, to where neither the program nor its source is", async () => {
        const before = events("t.ipctrace");
        assert.match(before, /tell\.c:2 tell\]/);
        const { stdout, status } = runIpcscope(folder, "pack", "t.ipctrace");
        assert.equal(status, 0);
        assert.match(stdout, /^t\.packed\.ipctrace: 1 source file, \d+ stacks\.\n$/);
        fs.renameSync(source, `${source}.gone`);
        fs.renameSync(path.join(folder, "tell"), path.join(folder, "tell.gone"));
        try {
            assert.doesNotMatch(events("t.ipctrace"), /tell\.c:2/, "the trace alone does not know");
            assert.equal(events("t.packed.ipctrace"), before);
            const replayed = await Recording.open(path.join(folder, "t.packed.ipctrace"), () => undefined);
            assert.equal(replayed.sources.get(source), program);
            const functions = replayed.ownFrames(replayed.firstOwnCall()).map((frame) => `${frame.function}:${frame.line}`);
            assert.deepEqual(functions, ["main:8"]);
            assert.equal(runIpcscope(folder, "pack", "-o", "again.ipctrace", "t.packed.ipctrace").status, 0);
            assert.deepEqual(fs.readFileSync(path.join(folder, "again.ipctrace")), fs.readFileSync(path.join(folder, "t.packed.ipctrace")));
        } finally {
            fs.renameSync(`${source}.gone`, source);
            fs.renameSync(path.join(folder, "tell.gone"), path.join(folder, "tell"));
        }
        const environment = (await recordsOf(path.join(folder, "t.packed.ipctrace"))).find((record) => record.type === "environment");
        assert.equal(environment?.type === "environment" ? environment.facts.get("kernel") : null, `Linux ${os.release()}`);
    });

    it("tells on which machine it was recorded and packed, unless that is left out", () => {
        assert.equal(runIpcscope(folder, "pack", "-o", "p.ipctrace", "t.ipctrace").status, 0);
        assert.equal(runIpcscope(folder, "pack", "--redact", "-o", "s.ipctrace", "t.ipctrace").status, 0);
        const told = (trace: string): Readonly<Record<string, string>> =>
            (JSON.parse(runIpcscope(folder, "summary", "--json", trace).stdout) as { readonly recording: Readonly<Record<string, string>> })
                .recording;
        const [recorded, packed, redacted] = [told("t.ipctrace"), told("p.ipctrace"), told("s.ipctrace")];
        assert.deepEqual(
            [recorded["kernel"], recorded["processors"], recorded["programs"], recorded["directory"], recorded["bytes kept"]],
            [os.release(), String(os.cpus().length), "./tell argumentword", folder, "the first 4096 of each call"],
        );
        assert.match(packed["packed"] ?? "", /^kernel Linux /);
        assert.deepEqual({ ...packed, packed: null }, { ...recorded, packed: null });
        assert.match(recorded["environment"] ?? "", new RegExp(`(^| )HOME='?${process.env["HOME"] ?? ""}`));
        for (const name of ["kernel", "system", "processors", "packed", "environment"]) assert.ok(!(name in redacted), name);
        assert.ok(runIpcscope(folder, "summary", "t.ipctrace").stdout.includes(`\n  kernel: ${os.release()}\n`));
    });

    it("leaves out what was written and the arguments, and nothing else", async () => {
        const whole = await textOf("t.ipctrace");
        assert.ok(whole.includes("secretword") && whole.includes("argumentword"), "the trace has them");
        assert.equal(runIpcscope(folder, "pack", "--redact", "-o", "r.ipctrace", "t.ipctrace").status, 0);
        const text = await textOf("r.ipctrace");
        assert.ok(!text.includes("secretword") && !text.includes("argumentword"));
        const redacted = await recordsOf(path.join(folder, "r.ipctrace"));
        assert.ok(redacted.every(({ type }) => type !== "environment" && type !== "contents"));
        assert.ok(redacted.every((record) => record.type !== "exec" || record.environment === undefined));
        assert.ok(redacted.every((record) => record.type !== "header" || record.header.host === null));
        const told = events("r.ipctrace");
        assert.match(told, /write\(4\) wrote 10 bytes into pipe\d+\. +\[tell\.c:2 tell\]/);
        assert.equal(told.split("\n").length, events("t.ipctrace").split("\n").length, "every event is there");
        assert.equal(runIpcscope(folder, "verify", "--trace", "r.ipctrace").status, 0);
        const types: number[] = [];
        for await (const { type } of rawRecords(path.join(folder, "r.ipctrace"), false)) types.push(type);
        assert.ok(types.includes(recordTypeNumbers.block) && !types.includes(recordTypeNumbers.call), "what is left is deflated");
    });

    it("refuses what is no trace, and replaces none but traces", () => {
        const no = runIpcscope(folder, "pack", "tell.c");
        assert.match(no.stderr, /tell\.c.* is not a trace/);
        assert.notEqual(no.status, 0);
        const other = runIpcscope(folder, "pack", "-o", "tell.c", "t.ipctrace");
        assert.notEqual(other.status, 0);
        assert.equal(fs.readFileSync(source, "utf8"), program);
        assert.deepEqual(
            fs.readdirSync(folder).filter((name) => name.endsWith(".part")),
            [],
        );
    });
});
