/** At a stop the engine looks into the memory that processes share. */
import assert from "node:assert/strict";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { escapeBytes } from "../../tracer/model/bytes";
import type { Event } from "../../tracer/model/event";
import { compileProgram } from "./compiledProgram";
import { TracedPrograms } from "./tracedPrograms";

const segmentationFault = 11;

describe("the contents of shared memory at a stop", () => {
    let traced: TracedPrograms;
    afterEach(() => traced.dispose());

    it("are seen in segments, anonymous memory and files, each once, and stand before the stop", async () => {
        traced = await TracedPrograms.start([compileProgram("shared_crash").path]);
        await traced.next("held", ({ reason }) => reason === "launch");
        await traced.control.holdSignals([segmentationFault]);
        await traced.control.start();
        const { pid } = await traced.next("held", ({ reason }) => reason === "signal");
        await traced.control.release(pid);
        await traced.next("end");
        const events: Event[] = [];
        for await (const record of interpretTrace(traced.trace)) events.push(...record.events);
        const seen = events.flatMap((event) => (event.kind === "contentsSeen" ? [event] : []));
        assert.deepEqual(seen.map(({ object, data }) => `${object} ${data.length} ${textOf(data)}`).sort(), [
            "anonymousMemory1 4096 of a child",
            "memfd1 4096 in a file",
            "sharedMemory1 4096 in a segment",
        ]);
        const stop = events.findIndex(({ kind }) => kind === "processStopped");
        assert.ok(stop > 0 && seen.every(({ seq }) => seq < (events[stop]?.seq ?? 0)));
    });
});

/** Up to the first zero. */
function textOf(data: Uint8Array): string {
    return escapeBytes(data.subarray(0, data.indexOf(0)));
}
