/** `record --watch-memory`: each access to shared memory is in the trace, and the programs notice nothing. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";
import type { MemoryEvent } from "../../tracer/model/owners/memoryEvents";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";

const program = path.resolve(__dirname, "../programs/build/watched_memory");

interface Told {
    readonly kind: string;
    readonly line: number;
    readonly offset: number;
    readonly before: string;
    readonly after: string;
}

describe("watched memory", () => {
    buildPrograms();
    let directory: string;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    function record(...command: readonly string[]): string {
        const { status, stdout, stderr } = runIpcscope(directory, "record", "--watch-memory", "-o", "t", "--", ...command);
        assert.deepEqual([status, stderr], [0, ""]);
        return stdout;
    }

    async function recordedEvents(): Promise<readonly Event[]> {
        const all: Event[] = [];
        for await (const { events } of interpretTrace(path.join(directory, "t"))) all.push(...events);
        return all;
    }

    for (const seed of [1, 2, 3]) {
        it(`tells each of 10,000 accesses of four processes, in order, with line and bytes (seed ${seed})`, async () => {
            const printed = record(program, String(seed), "2500", "4");
            const events = await recordedEvents();
            const children = events.flatMap((event) => (event.kind === "processForked" ? [event.child] : []));
            for (const [index, child] of children.entries()) {
                const accesses = events.filter(isAccess).filter((event) => event.process === child);
                assert.deepEqual(accesses.flatMap(told), printedBy(index, printed));
            }
            assert.equal(printed.split("\n").length - 1, 10_000);
        });
    }
});

function isAccess(event: Event): event is MemoryEvent {
    return event.kind === "memoryRead" || event.kind === "memoryWritten" || event.kind === "memoryAccessed";
}

function told(event: MemoryEvent): readonly Told[] {
    const data = "data" in event ? hexadecimal(event.data) : "";
    const isRead = event.kind === "memoryRead";
    const one = {
        kind: isRead ? "r" : event.kind === "memoryAccessed" ? "?" : event.read === true ? "x" : "w",
        line: event.source?.line ?? 0,
        offset: event.offset ?? -1,
        before: isRead ? data : "before" in event ? hexadecimal(event.before) : "",
        after: isRead ? "" : data,
    };
    assert.equal(event.length, (isRead ? one.before : one.after).length / 2);
    return Array.from({ length: event.times ?? 1 }, () => one);
}

function hexadecimal(bytes: Uint8Array | undefined): string {
    return Buffer.from(bytes ?? []).toString("hex");
}

/** A line: process, kind, line of the source, offset, length, the bytes before and after. */
function printedBy(index: number, printed: string): readonly Told[] {
    return printed
        .split("\n")
        .map((text) => text.split(" "))
        .filter(([process]) => process === String(index))
        .map(([, kind = "", line, offset, , before = "", after = ""]) => ({
            kind,
            line: Number(line),
            offset: Number(offset),
            before,
            after,
        }));
}
