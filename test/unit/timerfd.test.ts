import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { isArmed, type Timerfd } from "../../tracer/model/kinds/timerfd";
import { secondsText } from "../../tracer/model/kinds/timerfd/seconds";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { play } from "./script";

function timerOf(state: State): Timerfd {
    const object = state.objects.get("timerfd1");
    assert.ok(object?.kind === "timerfd", "timerfd1 is there");
    return object;
}

function armed(script: string): boolean | null {
    return isArmed(timerOf(play(`p1 timerfd 3\n${script}`).state));
}

function said(script: string): string {
    const { events, state } = play(`p1 timerfd 3\n${script}`);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

function waitReason(script: string): string {
    const { state } = play(`p1 timerfd 3\n${script}p1 enters expired 3 1`);
    const process = state.processes.get("p1");
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? assert.fail() : awaitedText(state, wait);
}

describe("a timerfd", () => {
    it("can expire once it is set, and no more when it has or is stopped", () => {
        assert.equal(armed(""), false);
        assert.equal(armed("p1 settime 3 20"), true);
        assert.equal(armed("p1 settime 3 20\np1 expired 3 1"), false);
        assert.equal(armed("p1 settime 3 20 20\np1 expired 3 1"), true);
        assert.equal(armed("p1 settime 3 20 20\np1 settime 3 0 20"), false);
        assert.equal(armed("p1 settime 3 20\np1 expired 3 1\np1 settime 3 20"), true);
    });

    it("counts what reads have told since it was set", () => {
        assert.equal(timerOf(play("p1 timerfd 3\np1 settime 3 20 20\np1 expired 3 2\np1 expired 3 3").state).expirations, 5n);
        assert.equal(timerOf(play("p1 timerfd 3\np1 settime 3 20 20\np1 expired 3 2\np1 settime 3 20 20").state).expirations, 0n);
    });

    it("keeps absolute times exactly", () => {
        const { setting } = timerOf(play("p1 timerfd 3\np1 settime 3 1700000000001 0 abstime cancel").state);
        assert.deepEqual(setting, { value: 1_700_000_000_001_000_000n, interval: 0n, absolute: true, cancelOnSet: true });
    });

    it("is set also where timerfd_settime fails since somebody has set the clock", () => {
        assert.equal(armed("p1 settime 3 20 = ECANCELED"), true);
        assert.equal(armed("p1 settime 3 20 = EINVAL"), false);
    });

    it("says why one waits for it", () => {
        assert.equal(waitReason(""), "the timer is not set: it never expires");
        assert.equal(waitReason("p1 settime 3 20 10\n"), "waiting until the timer expires: after 0.02 s, and then every 0.01 s");
    });

    it("is told in the man page's words", () => {
        assert.equal(
            said(""),
            "timerfd_create made timerfd1: descriptor 3, by CLOCK_MONOTONIC. It is not set yet. Once it is, a read waits until it expires, and tells how often it did.",
        );
        assert.equal(said("p1 settime 3 1500"), "timerfd_settime(3) set timerfd1: it expires after 1.5 s.");
        assert.equal(
            said("p1 settime 3 5000 0 abstime cancel"),
            "timerfd_settime(3) set timerfd1: it expires when CLOCK_MONOTONIC is 5 s. When somebody sets the clock, a read fails with ECANCELED (TFD_TIMER_CANCEL_ON_SET).",
        );
        assert.equal(said("p1 settime 3 0 7"), "timerfd_settime(3) stopped timerfd1. A read waits until it is set again.");
        assert.equal(said("p1 settime 3 2 2\np1 expired 3 1"), "read(3) told that timerfd1 expired once.");
        assert.equal(
            said("p1 settime 3 2 2\np1 expired 3 3"),
            "read(3) told that timerfd1 expired 3 times. Nobody read in between: 2 expirations came too early for the program.",
        );
        assert.equal(said("p1 gettime 3 20"), "timerfd_gettime(3) told that timerfd1 expires in 0.02 s.");
        assert.equal(said("p1 gettime 3 0"), "timerfd_gettime(3) told that timerfd1 is not set.");
    });

    it("is shown with its setting", () => {
        const shown = stateJson(play("p1 timerfd 3\np1 settime 3 20 10").state).objects.find(({ kind }) => kind === "timerfd");
        assert.deepEqual(shown, {
            ...{ id: "timerfd1", kind: "timerfd", name: null, clock: "CLOCK_MONOTONIC", armed: true, expirations: 0 },
            setting: { value: 20_000_000, interval: 10_000_000, absolute: false, cancelOnSet: false },
        });
    });

    it("has times without rounding", () => {
        assert.deepEqual([0n, 1n, 20_000_000n, 61_000_000_000n].map(secondsText), ["0 s", "0.000000001 s", "0.02 s", "61 s"]);
    });
});
