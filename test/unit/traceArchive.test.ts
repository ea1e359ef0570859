import assert from "node:assert/strict";
import { stateJson } from "../../tracer/model/stateJson";
import { loadArchive, saveArchive } from "../../tracer/review/archive/archive";
import { checksum } from "../../tracer/trace/checksum";
import { Filter } from "../../tracer/review/filter/filter";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { summaryOf } from "../../tracer/review/summary/summary";
import { SeededRandom } from "../kernel/random/seededRandom";
import { review } from "./reviewed";

const script = `p1 pipe 3 4\np1 fork p2\np1 eventfd 5 2\np1 msgget 7 IPC_CREAT = 3\n${'p1 write 4 "ab"\np2 enters read 3\np2 leaves "a"\np2 read 3 "b"\n'.repeat(200)}
    p1 enters write 4 x*70000\np2 read 3 x*65536\np1 leaves\np2 exits 3`;

/** All that a reader can ask. */
function told(trace: RecordedTrace): unknown {
    const seqs = Array.from({ length: trace.length }, (_, index) => index + 1);
    return {
        events: seqs.map((seq) => trace.event(seq)),
        states: [...seqs.filter((seq) => seq % 100 === 1), trace.length].map((seq) => stateJson(trace.stateAt(seq))),
        links: seqs.map((seq) => [trace.links.causesOf(seq), trace.links.effectsOf(seq), trace.provenance(seq), trace.readersOf(seq)]),
        waits: [...trace.waits.all()],
        durations: seqs.map((seq) => trace.events.duration(seq)),
        found: [...Filter.parse("exe:* kind:bytesRead").find(trace)],
        summary: summaryOf(trace),
    };
}

describe("the archive of a trace", () => {
    const trace = review(script);
    const beside = { lines: new Map([[1, "a.c:5"]]), notes: ["one"] };
    const archive = saveArchive({ trace, beside }, "1");

    it("is the same trace again", () => {
        const again = loadArchive(archive, "1");
        assert.ok(again !== null);
        assert.deepEqual(told(again.trace), told(trace));
        assert.deepEqual(again.beside, beside);
        assert.deepEqual(saveArchive(again, "1"), archive, "and so is the archive of that");
    });

    it("is no trace for another version, another file, or when it is damaged", () => {
        assert.equal(loadArchive(archive, "2"), null);
        for (const length of [0, 3, 4, 50, archive.length - 1]) {
            assert.equal(loadArchive(archive.subarray(0, length), "1"), null, `${length} bytes`);
        }
        const random = new SeededRandom(1);
        for (let round = 0; round < 300; round++) {
            const damaged = archive.slice();
            const place = random.below(round % 2 === 0 ? 60 : damaged.length);
            damaged[place] = (damaged[place] ?? 0) ^ (1 << random.below(8));
            const loaded = loadArchive(damaged, "1");
            assert.equal(loaded, null, `byte ${place}`);
        }
    });

    it("has the checksum that others compute, too", () => {
        // RFC 1950: Adler-32 of "Wikipedia" is 0x11e60398.
        assert.equal(checksum(Buffer.from("Wiki"), Buffer.from("pedia")), 0x11e60398);
    });
});
