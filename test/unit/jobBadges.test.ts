import assert from "node:assert/strict";
import { stateText } from "../../tracer/model/stateText";
import { processCard } from "../../webview/scene/processCard";
import type { ProcessCard } from "../../webview/scene/scene";
import { lookAt } from "../../tracer/model/lookAt";
import { present } from "../present";
import { play } from "./script";

function card(script: string, id: string): ProcessCard {
    const { state } = play(script);
    return processCard(state, null, present(state.processes.get(id)), false, lookAt(state), () => false);
}

const jobs = "p1 fork p2\np1 setpgid p2 p2";

describe("a process's card", () => {
    it("says nothing of groups while there is one", () => {
        assert.deepEqual(card("p1 fork p2", "p2").badges, []);
        assert.deepEqual(card(`${jobs}\np2 exits 0`, "p1").badges, []);
    });

    it("says its group where there are several, and which is in the foreground", () => {
        const script = `${jobs}\np1 tcsetpgrp 0 p2\np2 fork p3`;
        assert.deepEqual(card(script, "p1").badges, ["group p1"]);
        assert.deepEqual(card(script, "p2").badges, ["group p2", "foreground"]);
        assert.deepEqual(card(script, "p3").badges, ["group p2", "foreground"]);
        assert.deepEqual(card(`${script}\np3 exits 0`, "p3").badges, []);
    });

    it("says its session where there are several", () => {
        const script = "p1 fork p2\np2 setsid";
        assert.deepEqual(card(script, "p2").badges, ["group p2", "session p2"]);
        assert.deepEqual(card(script, "p1").badges, ["group p1", "session 50", "foreground"]);
    });

    it("says that it is an orphan, and not of a child whose parent lives", () => {
        const family = "p1 fork p2\np2 fork p3";
        assert.deepEqual(card(`${family}\np2 exits 0`, "p3").badges, ["orphan"]);
        assert.deepEqual(card(`p1 subreaper\n${family}\np2 exits 0`, "p3").badges, ["orphan"]);
        assert.deepEqual(card(family, "p3").badges, []);
        assert.deepEqual(card("", "p1").badges, []);
    });

    it("says that its group is an orphaned one", () => {
        const script = "p1 fork p2\np2 fork p3\np3 setpgid 0 0\np2 exits 0";
        assert.deepEqual(card(script, "p3").badges, ["group p3", "orphaned group", "orphan"]);
    });

    it("says which signal has stopped it, and who sent that", () => {
        const stopped = `${jobs}\np1 kill p2 SIGTSTP\np2 gets SIGTSTP p1\np2 suspended SIGTSTP`;
        assert.deepEqual([card(stopped, "p2").symbol, card(stopped, "p2").stateText], ["stopped", "stopped by SIGTSTP from p1"]);
        const typed = `${jobs}\np2 gets SIGTTIN kernel SI_KERNEL\np2 suspended SIGTTIN`;
        assert.equal(card(typed, "p2").stateText, "stopped by SIGTTIN, by the terminal");
        assert.equal(card(`${stopped}\np1 kill p2 SIGCONT\np2 continued`, "p2").stateText, "running");
    });

    it("says so too while it is in a call, as does the state", () => {
        const script = "p1 fork p2\np2 pipe 3 4\np2 enters read 3\np2 gets SIGSTOP p1\np2 suspended SIGSTOP";
        assert.match(card(script, "p2").stateText, /^stopped by SIGSTOP/);
        assert.match(stateText(play(script).state), /p2 .* stopped \(SIGSTOP.*\), in read\(3\): /);
    });
});
