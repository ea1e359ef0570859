import assert from "node:assert/strict";
import { LineNotes, notesOfFile, type LineNote } from "../../tracer/model/lineNotes";
import { TraceAnswers } from "../../webview/reading/traceAnswers";
import { Stacks } from "../../webview/reading/stacks";
import type { Event } from "../../tracer/model/event";
import { lsWc } from "../webview/stories/lsWc";
import { reviewOf } from "./reviewed";

const file = "/home/student/samples/c/ls_wc.c";

function notesOf(events: readonly Event[]): readonly LineNote[] {
    const notes = new LineNotes();
    for (const event of events) notes.see(event);
    return notesOfFile(notes.all, file);
}

/** Of a story with one line. */
function note(events: readonly Event[], line: number): string | undefined {
    return notesOf(events).find((each) => each.line === line)?.text;
}

describe("what a line of source did", () => {
    it("is said for each line, in the order of the lines", () => {
        const notes = notesOf(lsWc().events);
        assert.deepEqual(
            notes.map(({ line }) => line),
            [...new Set(notes.map(({ line }) => line))].sort((one, other) => one - other),
        );
        assert.equal(notes.find(({ line }) => line === 9)?.text, "pipe2()");
        assert.equal(notes.find(({ line }) => line === 10)?.text, "clone()");
    });

    it("counts what is done again, with the amounts between which it was", () => {
        const story = lsWc();
        for (const text of ["abc", "abcde", "x"]) story.wrote("p1", 4, "ofd3", "pipe1", text, text.length, 50);
        assert.equal(note(story.events, 50), "wrote 1 to 5 bytes to pipe1, 3 times");
        for (const text of ["12345", "12345"]) story.wrote("p1", 4, "ofd3", "pipe1", text, text.length, 51);
        assert.equal(note(story.events, 51), "wrote 5 bytes to pipe1, 2 times");
    });

    it("tells what a call did that did not return at once, and that alone", () => {
        const story = lsWc()
            .blocked("p1", "read", 0, "pipe1", { what: "input" }, 50)
            .tell({ kind: "callResumed", call: "read", process: "p1", fd: 0, object: "pipe1" }, 50)
            .read("p1", 0, "ofd2", "pipe1", 5, 50);
        assert.equal(note(story.events, 50), "read 5 bytes from pipe1");
    });

    it("tells objects apart, and the end of a file from a read", () => {
        const story = lsWc().wrote("p1", 4, "ofd3", "pipe1", "a", 1, 50).wrote("p1", 1, "ofd1", "tty1", "b", 1, 50);
        assert.equal(note(story.events, 50), "wrote 1 byte to pipe1 · wrote 1 byte to tty1");
        story.read("p1", 0, "ofd2", "pipe1", 1, 51).read("p1", 0, "ofd2", "pipe1", 0, 51);
        assert.equal(note(story.events, 51), "read 1 byte from pipe1 · found the end of pipe1");
    });

    it("counts a call once, whatever it made happen", () => {
        const [pipe] = lsWc().events.filter(({ kind }) => kind === "pipeCreated");
        assert.ok(pipe !== undefined);
        assert.equal(note([pipe, { ...pipe, seq: pipe.seq + 1 }], 9), "pipe2()");
        assert.equal(note([pipe, { ...pipe, seq: pipe.seq + 1, time: pipe.time + 1 }], 9), "pipe2(), 2 times");
    });

    it("is found under the file's name where the trace was recorded elsewhere", () => {
        const all = [{ file: "/other/c/ls_wc.c", notes: [{ line: 1, text: "fork()" }] }];
        assert.equal(notesOfFile(all, file).length, 1);
        assert.equal(notesOfFile(all, "/other/c/wc.c").length, 0);
    });

    it("is the same of a trace under review", () => {
        const { events } = lsWc();
        const answers = new TraceAnswers(reviewOf(events), new Stacks(), []);
        assert.deepEqual(notesOfFile(answers.lineNotes(), file), notesOf(events));
    });
});
