/** The trace event format as a reader understands it that is not ours. */
import assert from "node:assert/strict";
import { buildModel } from "@tracerbench/trace-model";
import { perfetto } from "../../tracer/export/perfetto";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { reviewAtOnce, reviewOf, seqsOf } from "./reviewed";
import { play } from "./script";

const story = `
    p1 pipe 3 4
    p1 fork p2
    p2 exec wc -l
    p2 enters read 3
    p1 write 4 "one"
    p2 leaves "one"
    p1 write 4 "two"
    p2 read 3 "two"
    p1 thread p1.2
    p1.2 write 4 "x"
    p2 exits 3
    p1 wait p2`;

function readBack(exported: RecordedTrace): ReturnType<typeof buildModel> {
    const { traceEvents } = JSON.parse([...perfetto(exported)].join("")) as { traceEvents: Parameters<typeof buildModel>[0] };
    return buildModel(traceEvents);
}

describe("an export for Perfetto, read back", () => {
    const trace = reviewAtOnce(story);
    const model = readBack(trace);

    it("has the processes and threads by their names", () => {
        const named = model.processes.map(({ id, name, threads }) => [id, name, threads.map((thread) => [thread.id, thread.name])]);
        assert.deepEqual(
            named.map(([id, name]) => [id, name]),
            [
                [101, "p1 a"],
                [102, "p2 wc -l"],
            ],
        );
        const threads = trace.events.threads.all.map(({ pid, tid }) => [pid, [tid, pid === tid ? "first thread" : `thread ${tid}`]]);
        assert.deepEqual(
            named.flatMap(([id, , all]) => (all as unknown[]).map((thread) => [id, thread])),
            threads.sort(([one], [other]) => Number(one) - Number(other)),
        );
    });

    it("spells out what nobody would see", () => {
        const text = [...perfetto(reviewAtOnce("p1 open /tmp/\u202egnp\u001b.exe O_RDWR O_CREAT = 3"))].join("");
        assert.ok(!text.includes("\u202e") && text.includes("/tmp/\\\\u202egnp\\\\x1b.exe"), text);
    });

    it("has a slice for each event, in its thread and as long as its wait", () => {
        const slices = model.events.filter((event) => event.isComplete());
        assert.equal(slices.length, trace.length);
        for (const { pid, tid, args, start } of slices) {
            const event = trace.event((args as { readonly seq: number }).seq);
            assert.deepEqual([pid, tid, start], [event.pid, event.tid, Math.round(event.time * 1e9) / 1e3]);
        }
        const [wait] = [...trace.waits.all()];
        const [begin, end] = trace.waits.interval(wait?.index ?? 0);
        const waiting = slices.find(({ name }) => name === "waits in read");
        assert.equal(waiting?.duration.toFixed(3), ((end - begin) * 1e6).toFixed(3));
    });

    it("has an arrow for each cause and effect, from the one's thread to the other's", () => {
        const [begins, ends] = [model.events.filter((event) => event.isFlowBegin()), model.events.filter((event) => event.isFlowEnd())];
        assert.ok(trace.links.length >= 5);
        assert.deepEqual([begins.length, ends.length], [trace.links.length, trace.links.length]);
        for (const begin of begins) {
            const { id } = begin.traceEvent;
            const { from, to, kind } = trace.links.at(Number(id) - 1);
            const end = ends.find(({ traceEvent }) => traceEvent.id === id);
            assert.deepEqual([begin.name, begin.tid, end?.name, end?.tid], [kind, trace.event(from).tid, kind, trace.event(to).tid]);
            assert.ok((end?.start ?? 0) >= begin.start);
        }
    });

    it("has no arrow back in time: the effect tells the cause that was seen later", () => {
        const { events } = play('p1 pipe 3 4\np1 fork p2\np1 write 4 "one"\np2 read 3 "one"\np1 write 4 "two"\np2 read 3 "two"');
        const [early = 0] = seqsOf(reviewOf(events), "bytesRead").slice(-1);
        const writeTime = events.filter(({ kind }) => kind === "bytesWritten").at(-1)?.time ?? 0;
        const skewed = reviewOf(events.map((event) => (event.seq === early ? { ...event, time: writeTime - 2e-6 } : event)));
        const read = readBack(skewed);
        const [cause] = skewed.links.causesOf(early).map(({ from }) => from);
        assert.ok(cause !== undefined && skewed.events.time(cause) > skewed.events.time(early));
        const arrows = read.events
            .filter((event) => event.isFlowBegin())
            .map(({ traceEvent }) => skewed.links.at(Number(traceEvent.id) - 1).to);
        assert.ok(arrows.length === skewed.links.length - 1 && !arrows.includes(early), arrows.join(" "));
        assert.equal(read.events.filter((event) => event.isFlowEnd()).length, arrows.length);
        const slices = read.events.filter((event) => event.isComplete());
        const told = slices.flatMap(({ args }) => {
            const { seq, laterCauses } = args as { readonly seq?: number; readonly laterCauses?: readonly number[] };
            return laterCauses === undefined ? [] : [[seq, laterCauses]];
        });
        assert.deepEqual(told, [[early, [cause]]]);
    });
});
