import assert from "node:assert/strict";
import type { State } from "../../tracer/model/state";
import { cardLines, objectCard, type ObjectCard } from "../../webview/kinds/cards";
import { holdersOf } from "../../webview/kinds/holders";
import { present } from "../present";
import { play } from "./script";

function cardOf(state: State, id: string, before: State | null = null): ObjectCard {
    return objectCard(present(state.objects.get(id)), { state, before, holders: holdersOf(state), layouts: new Map() });
}

function linesOf(script: string, id: string): readonly string[] {
    return cardLines(cardOf(play(script).state, id));
}

describe("cards of what a descriptor tells of", () => {
    it("show a signalfd's signals", () => {
        assert.deepEqual(linesOf("p1 signalfd 3 SIGUSR1 SIGTERM", "signalfd1"), [
            "signalfd1 signalfd · 1 descriptor",
            "    for SIGUSR1 and SIGTERM",
        ]);
    });

    it("show a timer's setting and clock", () => {
        assert.deepEqual(linesOf("p1 timerfd 3\np1 settime 3 20 10\np1 expired 3 2", "timerfd1"), [
            "timerfd1 timerfd · 1 descriptor",
            "    after 0.02 s, and then every 0.01 s",
            "    CLOCK_MONOTONIC · reads told of 2 expirations",
        ]);
    });

    it("show the process of a pidfd, and that it has ended, and was reaped", () => {
        const begun = "p1 fork p2\np1 pidfd_open p2 = 3\n";
        const line = (script: string): string | undefined => linesOf(script, "pidfd1")[1];
        assert.equal(line(begun), "    p2 · pid 102");
        assert.equal(line(`${begun}p2 exits 0`), "    p2 · has ended: readable");
        assert.equal(line(`${begun}p2 exits 0\np1 wait p2`), "    p2 · has ended, and was reaped: no number");
        const orphaned = "p1 fork p2\np2 fork p3\np1 pidfd_open p3 = 3\np2 exits 0\np3 exits 0";
        assert.equal(line(orphaned), "    p3 · has ended: readable");
    });

    it("show the paths that an inotify instance watches", () => {
        assert.deepEqual(linesOf("p1 inotify 3\np1 watches 3 /tmp/a 0xfff = 1", "inotify1"), [
            "inotify1 inotify instance · 1 descriptor",
            "    1 /tmp/a: IN_ALL_EVENTS",
        ]);
        assert.equal(linesOf("p1 inotify 3", "inotify1")[1], "    nothing is watched");
    });

    it("mark what is new, and what has changed", () => {
        const before = play("p1 inotify 3\np1 watches 3 /tmp/a 0x100 = 1").state;
        const after = play("p1 inotify 3\np1 watches 3 /tmp/a 0x100 = 1\np1 watches 3 /tmp/b 0x100 = 2\np1 timerfd 4").state;
        const card = cardOf(after, "inotify1", before);
        assert.ok("lines" in card && card.kind === "inotify");
        assert.deepEqual([card.mark, card.lines.map(({ fresh }) => fresh)], ["changed", [false, true]]);
        assert.equal(cardOf(after, "timerfd1", before).mark, "new");
        assert.equal(cardOf(before, "inotify1", before).mark, null);
    });
});
