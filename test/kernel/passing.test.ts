/** Descriptors that are passed over sockets are learned when they arrive, at full speed too. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";

const program = path.resolve(__dirname, "../programs/build/passing");

describe("descriptors in messages", () => {
    let directory: string;
    const events: Event[] = [];
    /** How many writers the pipes had when they gave an end of file. */
    const writersAtEnd: number[] = [];
    let inFlightAtEnd = 0;

    before(async () => {
        buildPrograms();
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = path.join(directory, "t.ipctrace");
        const { status, stderr } = runIpcscope(directory, "record", "-o", trace, "--", program);
        assert.deepEqual([status, stderr], [0, ""]);
        for await (const { events: told, look } of interpretTrace(trace)) {
            for (const event of told) {
                events.push(event);
                const pipe = event.kind === "bytesRead" && event.endOfFile === true ? look().objects.get(event.object) : undefined;
                if (pipe?.kind === "pipe") writersAtEnd.push(pipe.writers);
                if (event.kind === "processExited") {
                    inFlightAtEnd = [...look().descriptions.values()].filter(({ inFlight }) => inFlight.length > 0).length;
                }
            }
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    function ofKind<K extends Event["kind"]>(kind: K): readonly Extract<Event, { kind: K }>[] {
        return events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
    }

    it("are received on the open file descriptions of their senders", () => {
        const passed = new Map(ofKind("descriptorPassed").map(({ message, description }) => [`${message} ${description}`, true]));
        const received = ofKind("descriptorReceived");
        assert.equal(received.length, 12);
        for (const { message, description } of received) assert.ok(passed.has(`${message} ${description.id}`), `message ${message}`);
    });

    it("keep their pipe's writer until they are received or lost", () => {
        assert.deepEqual(writersAtEnd, [0, 0, 0, 0, 0, 0]);
        assert.equal(ofKind("descriptorDiscarded").length, 4);
        assert.equal(inFlightAtEnd, 0);
    });

    it("are closed at exec if and only if the receiver asked for that", () => {
        assert.deepEqual(
            ofKind("descriptorReceived").map(({ closeOnExec }) => closeOnExec),
            [true, ...new Array<boolean>(11).fill(false)],
        );
    });

    it("stay in a message at which one only looked", () => {
        const looked = ofKind("descriptorReceived").filter(({ peeked }) => peeked === true);
        assert.equal(looked.length, 2);
        assert.equal(new Set(looked.map(({ message }) => message)).size, 1);
    });
});
