import assert from "node:assert/strict";
import { packEvents } from "../../tracer/model/packedEvents";
import { Recording } from "../../webview/recording";
import { Story } from "../webview/story";

/** Plays the story to its end, where the process stands. */
function captionOf(story: Story, process: string | null): string | undefined {
    return wholeCaption(story, process)?.text;
}

function wholeCaption(story: Story, process: string | null): Recording["caption"] {
    const recording = new Recording();
    recording.receive({ type: "reset", title: "story", live: true });
    for (const event of story.events) recording.receive({ type: "events", events: packEvents([event]), runtimes: [] });
    recording.receive({ type: "stopped", process, sentAt: 0 });
    // All at once must say the same.
    const atOnce = new Recording();
    atOnce.receive({ type: "reset", title: "story", live: true });
    atOnce.receive({ type: "events", events: packEvents(story.events), runtimes: [] });
    atOnce.receive({ type: "stopped", process, sentAt: 0 });
    assert.deepEqual(atOnce.caption, recording.caption);
    assert.ok(process === null || recording.caption?.process === process, "it is the process's own");
    return recording.caption;
}

/** Both stand, and the pipe is made. */
function twoProcesses(): Story {
    const story = new Story("/home/student/two.c");
    story.started("p1", "./two").pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 5).forked("p1", "p2", 6);
    return story.tell({ kind: "processStopped", process: "p1", reason: "breakpoint", othersFrozen: false }, 7);
}

function stops(story: Story, process: string, reason: "step" | "breakpoint" = "step"): Story {
    return story.tell({ kind: "processStopped", process, reason, othersFrozen: false }, 9);
}

function goesOn(story: Story, process: string): Story {
    return story.tell({ kind: "processResumed", process });
}

function handles(story: Story, signal: string, name: string): Story {
    const handler = { file: "/home/student/two.c", line: 30, function: name };
    story.tell({ kind: "handlerEntered", process: "p1", signal, handler, blocked: [], stackPointer: 4096n });
    return story.tell({ kind: "handlerReturned", process: "p1", signal, handler, blocked: [] });
}

describe("captions", () => {
    it("say which handlers ran during a step, and of no other step", () => {
        const story = goesOn(twoProcesses(), "p1");
        handles(handles(handles(story, "SIGALRM", "on_alarm"), "SIGALRM", "on_alarm"), "SIGUSR1", "on_user");
        const { text, explanation } = wholeCaption(stops(story, "p1"), "p1") ?? {};
        assert.equal(text, "p1 stands still after a step.");
        assert.equal(explanation, "Meanwhile the handler on_alarm ran for SIGALRM (2 times), and the handler on_user ran for SIGUSR1.");
        assert.equal(wholeCaption(stops(goesOn(story, "p1"), "p1"), "p1")?.explanation, null);
    });

    it("say it beside what the line itself did", () => {
        const story = handles(goesOn(twoProcesses(), "p1"), "SIGALRM", "on_alarm");
        story.pipe("p1", "pipe2", [5, "ofd4"], [6, "ofd5"], 8);
        const { text, explanation } = wholeCaption(stops(story, "p1"), "p1") ?? {};
        assert.match(text ?? "", /made pipe2/);
        assert.match(explanation ?? "", / Meanwhile the handler on_alarm ran for SIGALRM\.$/);
    });

    it("tell of a step without a call that it was one, and not of the step before", () => {
        assert.equal(captionOf(stops(goesOn(twoProcesses(), "p1"), "p1"), "p1"), "p1 stands still after a step.");
    });

    it("tell the last of several calls in a step", () => {
        const story = goesOn(twoProcesses(), "p1").closed("p1", 3, "ofd2", "pipe1", 8).closed("p1", 4, "ofd3", "pipe1", 8);
        assert.match(captionOf(stops(story, "p1"), "p1") ?? "", /^close\(4\)/);
    });

    it("never tell at one's stop of what another did", () => {
        const story = goesOn(twoProcesses(), "p1").closed("p2", 4, "ofd3", "pipe1", 8);
        assert.equal(captionOf(stops(story, "p1"), "p1"), "p1 stands still after a step.");
    });

    it("keep what one did before another stopped", () => {
        const story = stops(twoProcesses().closed("p2", 4, "ofd3", "pipe1", 8), "p1");
        assert.match(captionOf(stops(story, "p2", "breakpoint"), "p2") ?? "", /^close\(4\)/);
    });

    it("tell at a child's first stop of the fork that made it", () => {
        assert.equal(captionOf(stops(twoProcesses(), "p2", "breakpoint"), "p2"), "clone made p2, a copy of p1.");
    });

    it("tell of a wait while it lasts, and then of what came of it", () => {
        const waits = goesOn(twoProcesses(), "p1").blocked("p1", "read", 3, "pipe1", { what: "input" });
        assert.match(captionOf(waits, "p1") ?? "", /^p1 is in read\(3\)/);
        const forks = goesOn(twoProcesses(), "p1").forked("p1", "p3", 8).blocked("p1", "clone", null, null, { what: "newChild" });
        assert.equal(captionOf(stops(forks.resumed("p1", "clone", null, null), "p1"), "p1"), "clone made p3, a copy of p1.");
        const nothing = goesOn(twoProcesses(), "p1").blocked("p1", "pause", null, null, { what: "signal" });
        assert.equal(captionOf(stops(nothing.resumed("p1", "pause", null, null), "p1"), "p1"), "p1 stands still after a step.");
    });

    it("tell what a line did before what was done without one, and rather that the process stands than the latter", () => {
        const withoutLine = (story: Story): Story =>
            story.tell({
                kind: "descriptorClosed",
                call: "close",
                process: "p1",
                fd: 3,
                description: "ofd2",
                object: "pipe1",
                cause: "close",
            });
        const both = withoutLine(goesOn(twoProcesses(), "p1").closed("p1", 4, "ofd3", "pipe1", 8));
        assert.match(captionOf(both, "p1") ?? "", /^close\(4\)/);
        assert.match(captionOf(stops(both, "p1"), "p1") ?? "", /^close\(4\)/);
        const without = withoutLine(goesOn(twoProcesses(), "p1"));
        assert.match(captionOf(without, "p1") ?? "", /^close\(3\)/);
        assert.equal(captionOf(stops(without, "p1", "breakpoint"), "p1"), "p1 stands still at a breakpoint.");
        const another = goesOn(twoProcesses(), "p1").executed("p1", "/bin/cat", ["cat"], 12);
        assert.match(captionOf(withoutLine(another), "p1") ?? "", /^close\(3\)/);
    });

    it("do not tell what a runtime does for itself", () => {
        const story = stops(goesOn(twoProcesses(), "p1"), "p1", "breakpoint").blocked("p1", "futex", null, null, { what: "input" });
        const recording = new Recording();
        recording.receive({ type: "reset", title: "story", live: true });
        recording.receive({ type: "events", events: packEvents(story.events), runtimes: [story.events.length] });
        recording.receive({ type: "stopped", process: "p1", sentAt: 0 });
        assert.equal(recording.caption?.text, "p1 stands still at a breakpoint.");
    });

    it("tell of an exec that fails", () => {
        const story = goesOn(twoProcesses(), "p1").tell({ kind: "programExecutionFailed", process: "p1", path: "/no", error: "ENOENT" });
        assert.equal(captionOf(stops(story, "p1"), "p1"), "p1 could not execute /no: ENOENT.");
    });

    it("tell what the call did, not of the signal that arrived as it returned", () => {
        const story = goesOn(twoProcesses(), "p1").closed("p1", 4, "ofd3", "pipe1", 8);
        story.tell({ kind: "signalDelivered", process: "p1", signal: "SIGCHLD", sender: "p2", senderPid: 4712 });
        assert.match(captionOf(stops(story, "p1"), "p1") ?? "", /^close\(4\)/);
    });

    it("tell of the signal when nothing else happened, or when it is why the process stands", () => {
        const alone = goesOn(twoProcesses(), "p1");
        alone.tell({ kind: "signalDelivered", process: "p1", signal: "SIGUSR1", sender: "p2", senderPid: 4712 });
        assert.equal(captionOf(stops(alone, "p1"), "p1"), "p1 gets SIGUSR1 from p2.");
        const crash = goesOn(twoProcesses(), "p1").closed("p1", 4, "ofd3", "pipe1", 8);
        crash.tell({ kind: "processStopped", process: "p1", reason: "signal", signal: "SIGSEGV", othersFrozen: true }, 9);
        assert.equal(captionOf(crash, "p1"), "p1 stands still because of SIGSEGV.");
    });

    it("tell of the process that the trace says stopped when the debugger does not know it", () => {
        const story = stops(goesOn(twoProcesses(), "p1"), "p1").closed("p2", 4, "ofd3", "pipe1", 8);
        assert.equal(captionOf(story, null), "p1 stands still after a step.");
    });
});
