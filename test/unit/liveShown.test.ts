import assert from "node:assert/strict";
import { packEvents } from "../../tracer/model/packedEvents";
import { LiveShown } from "../../webview/live/liveShown";
import { TraceCursor, type Place } from "../../webview/review/cursor";
import { present } from "../present";
import { lsWc } from "../webview/stories/lsWc";

const { events } = lsWc();

/** Stopped after so many events. */
function stoppedAfter(count: number): LiveShown {
    const shown = new LiveShown();
    shown.receive({ type: "reset", title: "ls_wc", live: true });
    shown.receive({ type: "events", events: packEvents(events.slice(0, count)), runtimes: [] });
    shown.receive({ type: "stopped", process: "p1", sentAt: 1 });
    return shown;
}

describe("looking back while programs run", () => {
    it("shows the moment after an event, and then the present again", () => {
        const shown = stoppedAfter(20);
        assert.equal(shown.look(7), true);
        assert.deepEqual([shown.phase, shown.state.at, shown.before?.at], ["past", 7, 6]);
        assert.equal(shown.look(7), false, "that is what is shown");
        assert.equal(shown.look(null), true);
        assert.deepEqual([shown.phase, shown.state.at], ["stopped", 20]);
    });

    it("says what the event of that moment did", () => {
        const shown = stoppedAfter(20);
        const pipe = present(events.find(({ kind }) => kind === "pipeCreated"));
        shown.look(pipe.seq);
        assert.match(present(shown.caption).text, /made pipe1/);
        assert.equal(shown.caption?.process, "p1");
    });

    it("stays in the past while more comes, which is there when it is asked for", () => {
        const shown = stoppedAfter(20);
        assert.equal(shown.trace.answers.overview().events, 20);
        shown.look(7);
        shown.receive({ type: "events", events: packEvents(events.slice(20, 30)), runtimes: [] });
        assert.equal(shown.state.at, 7);
        assert.equal(shown.trace.answers.overview().events, 30);
        assert.deepEqual(shown.trace.answers.placeOf(30), { seq: 30, time: 2_900_000, lane: events[29]?.process });
        shown.look(null);
        assert.equal(shown.state.at, 30);
    });

    it("does not take the time of a stop that is not shown", () => {
        const shown = stoppedAfter(20);
        shown.look(7);
        assert.equal(shown.sentAt, null);
        shown.sentAt = null;
        shown.look(null);
        assert.equal(shown.sentAt, 1);
    });

    it("forgets what was before another program", () => {
        const shown = stoppedAfter(20);
        shown.look(7);
        shown.receive({ type: "reset", title: "other", live: true });
        assert.deepEqual([shown.phase, shown.state.at, shown.trace.length], ["running", 0, 0]);
    });

    it("is in the same state as the trace is at each moment", () => {
        const shown = stoppedAfter(events.length);
        for (const [at, { seq }] of events.entries()) {
            shown.look(seq);
            const then = stoppedAfter(at + 1);
            assert.deepEqual(shown.state, then.state, `after event ${seq}`);
        }
    });
});

describe("the cursor in a trace that grows", () => {
    function cursorAt(seq: number): { readonly cursor: TraceCursor; readonly sent: number[]; readonly places: Place[] } {
        const shown = stoppedAfter(seq);
        const sent: number[] = [];
        const places: Place[] = [];
        const cursor = new TraceCursor(
            {
                ask: (name, asked) => Promise.resolve(shown.trace.answers.answer({ name, asked } as never) as never),
                send: (message) => void sent.push(message.seq),
            },
            (place) => void places.push(place),
            () => seq,
        );
        cursor.leave(seq);
        return { cursor, sent, places };
    }

    it("goes from the present to the events before it, one for each step, however fast they come", async () => {
        const { cursor, places } = cursorAt(20);
        await Promise.all([1, 2, 3].map(() => cursor.step(-1, { what: "any" })));
        assert.equal(cursor.seq, 17);
        await settled();
        assert.deepEqual([places.at(-1)?.seq, places.at(-1)?.moment?.seq], [17, 17]);
    });

    it("does not come back to the past with what was on its way when it was left", async () => {
        const { cursor, places, sent } = cursorAt(20);
        const step = cursor.step(-1, { what: "any" });
        const time = cursor.goToTime(0, []);
        cursor.leave(20);
        await Promise.all([step, time]);
        await settled();
        assert.deepEqual([sent, places, cursor.seq], [[], [], 20]);
    });

    it("asks nothing about the present, which has no moment of its own", async () => {
        const { cursor, places, sent } = cursorAt(20);
        cursor.go(20);
        await settled();
        assert.deepEqual([sent, places], [[], [{ seq: 20, moment: null, arrows: [] }]]);
    });

    it("starts from where the present has come to", async () => {
        const { cursor } = cursorAt(20);
        cursor.presentIs(15);
        await cursor.step(-1, { what: "any" });
        assert.equal(cursor.seq, 14);
        cursor.presentIs(18);
        assert.equal(cursor.seq, 14, "in the past, the present does not matter");
    });
});

/** All promises that are resolved by now have been heard. */
function settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
}
