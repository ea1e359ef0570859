import assert from "node:assert/strict";
import { Recording } from "../../webview/recording";
import { lsWc } from "../webview/stories/lsWc";
import { packEvents } from "../../tracer/model/packedEvents";
import { present } from "../present";

describe("recording in the diagram", () => {
    it("marks changes against the stop before, and while running against the last stop", () => {
        const { recording, stops } = stoppedAt(3);
        assert.equal(recording.before?.at, stops[2]);
        recording.receive({ type: "running" });
        assert.equal(recording.before?.at, stops[3]);
    });

    it("marks nothing before the second stop", () => {
        assert.equal(stoppedAt(0).recording.before, null);
    });

    it("says what the stopped process did, though another came after it", () => {
        const { recording } = stoppedAt(8);
        assert.match(present(recording.caption).text, /^dup\(4\) returned 1/);
        assert.equal(recording.caption?.process, "p2");
        const ofAnother = lsWc().closed("p1", 1, "ofd1", "tty1", 30).events.slice(-1);
        recording.receive({ type: "events", events: packEvents(ofAnother), runtimes: [] });
        assert.match(present(recording.caption).text, /^dup\(4\) returned 1/, "what comes in after the stop does not change what is said");
    });

    it("follows a process that goes on while another still stands", () => {
        const { recording, told } = stoppedAt(8);
        const [resumed, closed] = lsWc().events.slice(told, told + 2);
        recording.receive({ type: "events", events: packEvents([present(resumed)]), runtimes: [] });
        assert.match(present(recording.caption).text, /^dup\(4\) returned 1/, "nothing else has happened yet");
        recording.receive({ type: "events", events: packEvents([present(closed)]), runtimes: [] });
        assert.equal(recording.phase, "stopped");
        assert.match(present(recording.caption).text, /^close\(3\) closed/);
    });

    it("does not speak of what a program does to start up", () => {
        const recording = new Recording();
        const story = lsWc().opened("p1", 3, "ofd9", { id: "file1", kind: "file", name: "/etc/ld.so.cache", size: 1 }, "read", undefined);
        recording.receive({ type: "reset", title: "ls_wc", live: true });
        recording.receive({ type: "events", events: packEvents(story.events), runtimes: [] });
        assert.match(present(recording.caption).text, /p1/);
        assert.doesNotMatch(present(recording.caption).text, /ld\.so/);
    });

    it("forgets everything at a reset", () => {
        const { recording } = stoppedAt(5);
        recording.receive({ type: "notice", text: "Lines are unknown." });
        recording.receive({ type: "reset", title: "another", live: false });
        assert.deepEqual(
            {
                at: recording.state.at,
                before: recording.before,
                caption: recording.caption,
                notices: recording.notices,
                phase: recording.phase,
            },
            { at: 0, before: null, caption: null, notices: [], phase: "recorded" },
        );
    });

    it("shows the host's last words", () => {
        const { recording } = stoppedAt(1);
        recording.receive({ type: "ended", message: "The engine was killed." });
        assert.equal(recording.phase, "ended");
        assert.deepEqual(recording.notices, ["The engine was killed."]);
    });
});

function stoppedAt(stop: number): { readonly recording: Recording; readonly stops: readonly number[]; readonly told: number } {
    const { events, stops } = lsWc();
    const recording = new Recording();
    recording.receive({ type: "reset", title: "ls_wc", live: true });
    let from = 0;
    for (const end of stops.slice(0, stop + 1)) {
        const told = events.slice(from, end);
        recording.receive({ type: "running" });
        recording.receive({ type: "events", events: packEvents(told), runtimes: [] });
        recording.receive({ type: "stopped", process: present(told.at(-1)).process, sentAt: 0 });
        from = end;
    }
    return { recording, stops, told: from };
}
