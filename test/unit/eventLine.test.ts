import assert from "node:assert/strict";
import { EventLines } from "../../tracer/cli/eventLine";
import type { Piece } from "../../tracer/cli/terminal";
import type { Event } from "../../tracer/model/event";
import { emptyState } from "../../tracer/model/state";

const text = (pieces: readonly Piece[]): string => pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");

function note(facts: Partial<Event>): Event {
    return { seq: 1, time: 0, process: "p1", pid: 1, tid: 1, kind: "traceNote", text: "Something.", ...facts } as Event;
}

const source = { file: "/home/me/src/a.c", line: 7, function: "main" };

describe("a line of events", () => {
    it("has columns that align", () => {
        const lines = new EventLines("/");
        const shown = [note({}), note({ seq: 12345, time: 1.5 }), note({ process: "p12" })].map((event) =>
            text(lines.event(event, emptyState)),
        );
        assert.deepEqual(shown, [
            "    1  0.000000  p1   Something.",
            "12345  1.500000  p1   Something.",
            "    1  0.000000  p12  Something.",
        ]);
    });

    it("has columns that align after what is too wide for them", () => {
        const lines = new EventLines("/");
        const wide = text(lines.event(note({ seq: 1234567, time: 1234.5, process: "p12345" }), emptyState));
        assert.equal(wide, "1234567  1234.500000  p12345 Something.");
        assert.equal(text(lines.event(note({}), emptyState)), "      1     0.000000  p1     Something.");
    });

    it("shows the place in the source in a column of its own, seen from the directory", () => {
        const places = (directory: string, file: string): string =>
            text(new EventLines(directory).event(note({ source: { ...source, file } }), emptyState)).slice(
                "    1  0.000000  p1   Something.".length,
            );
        assert.equal(places("/home/me", "/home/me/src/a.c").trimStart(), "[src/a.c:7 main]");
        assert.equal(places("/home/you", "/home/me/src/a.c").trimStart(), "[/home/me/src/a.c:7 main]");
        const lines = new EventLines("/");
        const columns = ["Short.", "Somewhat longer."].map((each) =>
            text(lines.event(note({ text: each, source }), emptyState)).indexOf("["),
        );
        assert.equal(columns[0], columns[1]);
    });

    it("of a fold says how much it stands for", () => {
        const fold = {
            process: "p2",
            first: note({ seq: 3, process: "p2" }),
            last: note({ seq: 90 }),
            events: 57,
            text: "p2 loaded 9 libraries.",
            source: undefined,
        };
        assert.equal(text(new EventLines("/").fold(fold)), "    3  0.000000  p2   p2 loaded 9 libraries. (57 events, to 90)");
    });
});
