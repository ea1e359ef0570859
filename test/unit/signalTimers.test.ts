import assert from "node:assert/strict";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { eventsOf, play } from "./script";

function timersOf({ state }: ReturnType<typeof play>): unknown {
    return stateJson(state).processes[0]?.signals?.timers;
}

function toldLast(script: string): string {
    const { events, state } = play(script);
    return sentence(events.at(-1) ?? assert.fail(), state).text;
}

describe("a timer that sends signals", () => {
    it("is told when its signal comes, since nobody sees it expire", () => {
        const played = play("p1 alarm 2\np1 handles SIGALRM\np1 gets SIGALRM kernel SI_KERNEL");
        assert.deepEqual(eventsOf(played, "signalGenerated")[0]?.cause, { by: "timer", timer: "ITIMER_REAL" });
        assert.deepEqual(timersOf(played), [{ timer: "ITIMER_REAL", signal: "SIGALRM", seconds: 0, interval: 0 }]);
    });

    it("is made before it is set, and stopped", () => {
        assert.equal(toldLast("p1 make-timer 0 SIGUSR1"), "p1 made timer 0, for SIGUSR1.");
        assert.equal(toldLast("p1 make-timer 0 SIGUSR1\np1 set-timer 0 3"), "p1 set timer 0: SIGUSR1 in 3 s.");
        assert.equal(toldLast("p1 make-timer 0 SIGUSR1\np1 set-timer 0 3\np1 set-timer 0 0"), "p1 stopped timer 0.");
    });

    it("may be set by the time of its clock", () => {
        const script = "p1 make-timer 0 SIGUSR1\np1 set-timer 0 3 absolute";
        assert.equal(toldLast(script), "p1 set timer 0: SIGUSR1 when its clock is 3 s.");
        assert.deepEqual(timersOf(play(script)), [{ timer: "timer 0", signal: "SIGUSR1", seconds: 3, absolute: true, interval: 0 }]);
    });

    it("that sends none is not one (SIGEV_NONE)", () => {
        const played = play("p1 make-timer 0 SIGUSR1 silent\np1 set-timer 0 3");
        assert.deepEqual(eventsOf(played, "signalTimerChanged"), []);
        assert.deepEqual(timersOf(played), []);
    });
});

describe("a queued signal", () => {
    it("is told with its value when it is delivered", () => {
        assert.equal(toldLast("p1 sigqueue p1 SIGUSR1 5\np1 gets SIGUSR1 p1 value 5 SI_QUEUE"), "p1 gets SIGUSR1, with the value 5.");
    });
});
