import assert from "node:assert/strict";
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import type { Finding } from "../../tracer/diagnosis/finding";
import { afterOpening } from "../../webview/reading/afterOpening";
import { ArchiveOpening } from "../../webview/reading/archiveOpening";
import { archivingOpened, type OpenedTrace } from "../../webview/reading/openedTrace";
import { Stacks } from "../../webview/reading/stacks";
import { review, reviewOf } from "./reviewed";
import { play } from "./script";

/** A child that waits for the end of a pipe that it holds open itself. */
const faulty = `p1 pipe 3 4\np1 fork p2\np1 write 4 "ab"\np1 close 4\np2 read 3 "ab"\np2 enters read 3`;
/** Enough for an archive. */
const long = `p1 pipe 3 4\np1 fork p2\n${'p1 write 4 "ab"\np2 read 3 "ab"\n'.repeat(10_000)}`;

function opened(script: string): OpenedTrace {
    return {
        trace: review(script),
        stacks: new Stacks(),
        notices: ["It has no end."],
        sources: [{ file: "/gone/a.c", text: "int main;" }],
        findings: null,
    };
}

interface Told {
    findings: readonly Finding[] | null;
    archive: Uint8Array | null;
    pauses: number;
}

async function after(trace: OpenedTrace, wanted: { readonly findings: boolean; readonly archive: string | null }): Promise<Told> {
    const told: Told = { findings: null, archive: null, pauses: 0 };
    await afterOpening(trace, wanted, {
        findings: (findings) => (told.findings = findings),
        archive: (archive) => (told.archive = archive),
        pause: () => {
            told.pauses += 1;
            return Promise.resolve();
        },
    });
    return told;
}

async function again(archive: Uint8Array, key: string): Promise<OpenedTrace | null> {
    const opening = new ArchiveOpening(key);
    for (let from = 0; from < archive.length; from += 1000) await opening.push(archive.subarray(from, from + 1000));
    return opening.finish();
}

describe("a trace that is open", () => {
    it("tells what is wrong with its programs, as who reads it record by record", async () => {
        const diagnosis = new Diagnosis();
        for (const event of play(faulty).events) diagnosis.see([event]);
        const expected = diagnosis.findings();
        assert.ok(expected.some(({ severity }) => severity === "error"));
        assert.deepEqual((await after(opened(faulty), { findings: true, archive: null })).findings, expected);
        assert.equal((await after(opened(faulty), { findings: false, archive: null })).findings, null);
    });

    it("has the events of a record together, as they were read", () => {
        const [one, two, three] = play('p1 pipe 3 4\np1 write 4 "a"\np1 close 3').events;
        assert.ok(one !== undefined && two !== undefined && three !== undefined);
        const trace = reviewOf([one]);
        trace.append([two, three], () => trace.stateAt(3));
        assert.deepEqual(
            [...trace.records()].map((events) => events.map(({ seq }) => seq)),
            [[1], [2, 3]],
        );
    });

    it("is there again from its archive, with its lines, notices and findings", async () => {
        const trace = opened(long);
        const place = { function: "main", file: "/a.c", line: 5, module: "a" };
        trace.stacks.learn([
            { id: 7, source: { file: "/a.c", line: 5, function: "main" }, library: "write", variable: null, places: [place] },
        ]);
        trace.stacks.interpreted({ type: "call", time: 0, exitTime: 0, tid: 1, nr: 1, args: [], result: 0, stack: 7, captures: [] }, 3);
        const { archive, findings, pauses } = await after(trace, { findings: true, archive: "1" });
        assert.ok(archive !== null && findings !== null);
        assert.ok(pauses > 100, "others are heard meanwhile");
        const kept = await again(archive, "1");
        assert.ok(kept !== null);
        assert.deepEqual([kept.notices, kept.sources, kept.findings], [trace.notices, trace.sources, findings]);
        assert.deepEqual(
            [1, 3, 4].map((seq) => kept.stacks.placesAt(seq)),
            [[place], [place], []],
        );
        assert.deepEqual([kept.stacks.locate(7)?.line, kept.stacks.libraryFunction(7)], [5, "write"]);
        assert.equal(kept.trace.length, trace.trace.length);
        assert.deepEqual(kept.trace.event(100), trace.trace.event(100));
        assert.equal(await again(archive, "2"), null);
        assert.equal(await again(archive.subarray(1), "1"), null);
        // Those findings are told, and not looked for again.
        const marked: readonly Finding[] = [];
        assert.equal((await after({ ...kept, findings: marked }, { findings: true, archive: null })).findings, marked);
    });

    it("is not archived where that saves nothing", async () => {
        assert.equal((await after(opened(faulty), { findings: true, archive: "1" })).archive, null);
        const work = archivingOpened(opened(faulty), "1");
        assert.equal(work.next().done, true);
    });
});
