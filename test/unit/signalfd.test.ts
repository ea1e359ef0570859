import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import type { Signalfd } from "../../tracer/model/kinds/signalfd";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { eventsOf, play } from "./script";

const begun = "p1 fork p2\np1 mask block SIGUSR1 SIGRTMIN\np1 signalfd 3 SIGUSR1 SIGRTMIN\n";

function signalfdOf(state: State): Signalfd {
    const object = state.objects.get("signalfd1");
    assert.ok(object?.kind === "signalfd", "signalfd1 is there");
    return object;
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("a signalfd", () => {
    it("is for the signals that it was made for, then for others", () => {
        assert.deepEqual(signalfdOf(play(begun).state).signals, ["SIGUSR1", "SIGRTMIN"]);
        assert.deepEqual(signalfdOf(play(`${begun}p1 signalfd-changes 3 SIGUSR2`).state).signals, ["SIGUSR2"]);
    });

    it("passes over the two signals that nobody can block", () => {
        assert.deepEqual(signalfdOf(play("p1 signalfd 3 SIGUSR1 SIGKILL SIGSTOP").state).signals, ["SIGUSR1"]);
    });

    it("takes from what is pending for the reader, each message with its sender and value", () => {
        const sent = `${begun}p2 kill p1 SIGUSR1\np2 kill p1 SIGUSR1\np2 sigqueue p1 SIGRTMIN 7\n`;
        const pending = (script: string): unknown =>
            play(script)
                .state.processes.get("p1")
                ?.signals.pending?.map(({ signal }) => signal);
        assert.deepEqual(pending(sent), ["SIGUSR1", "SIGRTMIN"]);
        const taken = `${sent}p1 take-signals 3 SIGUSR1 p2 SIGRTMIN p2=7`;
        assert.deepEqual(pending(taken), []);
        assert.deepEqual(
            eventsOf(play(taken), "signalAccepted").map(({ signal, sender, value, generated, fd, object }) => ({
                ...{ signal, sender, value, fd, object, sends: generated?.length },
            })),
            [
                { signal: "SIGUSR1", sender: "p2", value: undefined, fd: 3, object: "signalfd1", sends: 2 },
                { signal: "SIGRTMIN", sender: "p2", value: 7n, fd: 3, object: "signalfd1", sends: 1 },
            ],
        );
    });

    it("names no sender of what the kernel sends", () => {
        const [accepted] = eventsOf(play(`${begun}p1 take-signals 3 SIGUSR1 kernel`), "signalAccepted");
        assert.deepEqual([accepted?.sender, accepted?.senderPid], [null, null]);
    });

    it("says why one waits for it", () => {
        const { state } = play(`${begun}p1 enters take-signals 3 SIGUSR1 p2`);
        const process = state.processes.get("p1");
        const wait = process === undefined ? null : firstWait(process);
        assert.ok(wait !== null);
        assert.equal(awaitedText(state, wait), "waiting until SIGUSR1 or SIGRTMIN is pending for the reader");
    });

    it("is told in the man page's words, with a warning of what is not blocked", () => {
        assert.equal(
            said(begun),
            "signalfd made signalfd1: descriptor 3, for SIGUSR1 and SIGRTMIN. They are blocked, so that they stay pending until a read takes them.",
        );
        assert.equal(
            said(`${begun}p1 signalfd-changes 3 SIGUSR1 SIGHUP`),
            "signalfd(3) made signalfd1 accept SIGHUP and SIGUSR1. p1 does not block SIGHUP: what comes is delivered, and no read gets it.",
        );
        assert.equal(
            said(`${begun}p2 kill p1 SIGUSR1\np1 take-signals 3 SIGUSR1 p2`),
            "read(3) of p1 took SIGUSR1 from p2. It is pending no more, and no handler runs.",
        );
    });

    it("is shown with its signals", () => {
        const shown = stateJson(play(begun).state).objects.find(({ kind }) => kind === "signalfd");
        assert.deepEqual(shown, { id: "signalfd1", kind: "signalfd", name: null, signals: ["SIGUSR1", "SIGRTMIN"] });
    });
});
