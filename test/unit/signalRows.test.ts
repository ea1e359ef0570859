import assert from "node:assert/strict";
import { sceneOf } from "../../webview/scene/sceneOf";
import { play } from "./script";

/** What the signal strip of a process's card says. */
function strip(script: string, id = "p1", before: string | null = null): readonly string[] {
    const scene = sceneOf(play(script).state, before === null ? null : play(before).state, null);
    const card = scene.processes.find((process) => process.id === id);
    assert.ok(card !== undefined);
    return card.rows.flatMap((row) =>
        row.kind === "signal"
            ? [`${row.is}: ${row.label}${row.note === null ? "" : ` (${row.note})`}${row.mark === null ? "" : ` [${row.mark}]`}`]
            : [],
    );
}

describe("the signal strip", () => {
    it("is not there as long as a process has made nothing of signals", () => {
        assert.deepEqual(strip("p1 fork p2"), []);
    });

    it("is one line when nothing is unusual", () => {
        assert.deepEqual(strip("p1 handles SIGINT\np1 handles SIGTERM\np1 ignores SIGPIPE\np1 mask block SIGUSR1"), [
            "set: handles SIGINT and SIGTERM, ignores SIGPIPE (blocks SIGUSR1)",
        ]);
    });

    it("counts what was sent while it was blocked", () => {
        const blocked = "p1 handles SIGUSR1\np1 mask block SIGUSR1\np1 fork p2\np2 kill p1 SIGUSR1\n";
        assert.deepEqual(strip(`${blocked}p2 kill p1 SIGUSR1`, "p1", blocked), [
            "pending: SIGUSR1 pending (2 sends, blocked) [new]",
            "set: SIGUSR1: handled (blocks SIGUSR1)",
        ]);
    });

    it("has the values of queued signals", () => {
        assert.deepEqual(strip("p1 mask block SIGRTMIN\np1 fork p2\np2 sigqueue p1 SIGRTMIN 7\np2 sigqueue p1 SIGRTMIN 8"), [
            "pending: SIGRTMIN ×2 pending (values 7 and 8, blocked)",
            "set: blocks SIGRTMIN",
        ]);
    });

    it("has the handlers that run, the innermost on top", () => {
        const nested = "p1 handles SIGUSR1\np1 handles SIGUSR2\np1 gets SIGUSR1 p1 at 8000\np1 gets SIGUSR2 p1 at 7000";
        assert.deepEqual(
            strip(nested).map((line) => line.replace(/ \(.*/, "")),
            ["running: a handler for SIGUSR2", "running: a handler for SIGUSR1", "set: handles SIGUSR1 and SIGUSR2"],
        );
    });

    it("leaves out what the kernel keeps for the tracer alone", () => {
        assert.deepEqual(strip("p1 fork p2\np2 exits 0"), []);
    });

    it("is reached by a line from who sent what is pending", () => {
        const { signals } = sceneOf(
            play("p1 mask block SIGUSR1\np1 fork p2\np2 kill p1 SIGUSR1\np2 kill p1 SIGUSR1\np1 kill p1 SIGUSR1").state,
            null,
            null,
        );
        assert.deepEqual(signals, [{ sender: "p2", receiver: "p1", key: "p1/pending SIGUSR1", signal: "SIGUSR1" }]);
    });
});
