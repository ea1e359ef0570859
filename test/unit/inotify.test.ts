import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import type { Inotify } from "../../tracer/model/kinds/inotify";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { eventsOf, play } from "./script";

const begun = "p1 inotify 3\np1 watches 3 /tmp/a 0x300 = 1\n";

function inotifyOf(state: State): Inotify {
    const object = state.objects.get("inotify1");
    assert.ok(object?.kind === "inotify", "inotify1 is there");
    return object;
}

function watches(script: string): readonly string[] {
    return inotifyOf(play(script).state).watches.map(({ watch, path, events }) => `${watch} ${path} ${events.join("|")}`);
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("an inotify instance", () => {
    it("has the watches that were added, changed and removed", () => {
        assert.deepEqual(watches(begun), ["1 /tmp/a IN_CREATE|IN_DELETE"]);
        assert.deepEqual(watches(`${begun}p1 watches 3 b 0x2 = 2`), ["1 /tmp/a IN_CREATE|IN_DELETE", "2 /home/b IN_MODIFY"]);
        assert.deepEqual(watches(`${begun}p1 watches 3 /tmp/a 0x2 = 1`), ["1 /tmp/a IN_MODIFY"]);
        assert.deepEqual(watches(`${begun}p1 watches-no-more 3 1`), []);
    });

    it("keeps of a mask what the kernel keeps, and adds to it when asked", () => {
        const [onlyDirectory, add, oneShot] = [0x0100_0000, 0x2000_0000, 0x8000_0000];
        assert.deepEqual(watches(`p1 inotify 3\np1 watches 3 /a ${0x100 + onlyDirectory + oneShot} = 1`), ["1 /a IN_CREATE|IN_ONESHOT"]);
        assert.deepEqual(watches(`${begun}p1 watches 3 /tmp/a ${0x2 + add} = 1`), ["1 /tmp/a IN_MODIFY|IN_CREATE|IN_DELETE"]);
    });

    it("loses a watch that the kernel has removed when that is read", () => {
        assert.deepEqual(watches(`${begun}p1 notified 3 1 0x400 - 0 1 0x8000 - 0`), []);
    });

    it("is not complete when events were lost, or not captured", () => {
        const complete = (script: string): boolean => inotifyOf(play(script).state).complete;
        assert.equal(complete(`${begun}p1 notified 3 1 0x100 x 0`), true);
        assert.equal(complete(`${begun}p1 notified 3 -1 0x4000 - 0`), false);
        assert.equal(complete(`${begun}p1 notified 3 1 0x100 x 0 1 0x100 y 0 cut`), false);
    });

    it("tells what a read brings, with the path of each watch", () => {
        const [read] = eventsOf(play(`${begun}p1 notified 3 1 0x40 old 5 1 0x80 new 5`), "inotifyRead");
        assert.deepEqual(read?.notifications, [
            { watch: 1, path: "/tmp/a", name: "old", events: ["IN_MOVED_FROM"], cookie: 5 },
            { watch: 1, path: "/tmp/a", name: "new", events: ["IN_MOVED_TO"], cookie: 5 },
        ]);
    });

    it("says why one waits for it", () => {
        const reason = (script: string): string => {
            const { state } = play(`${script}p1 enters notified 3 1 0x100 x 0`);
            const process = state.processes.get("p1");
            const wait = process === undefined ? null : firstWait(process);
            return wait === null ? assert.fail() : awaitedText(state, wait);
        };
        assert.equal(reason("p1 inotify 3\n"), "nothing is watched");
        assert.equal(reason(begun), "waiting until something happens to /tmp/a");
    });

    it("is told in the man page's words", () => {
        assert.equal(said(begun), "inotify_add_watch made inotify1 watch /tmp/a for IN_CREATE IN_DELETE: watch 1.");
        assert.equal(
            said(`${begun}p1 watches-no-more 3 1`),
            "inotify_rm_watch(3, 1) made inotify1 watch /tmp/a no more. What is in the queue stays there, and IN_IGNORED is put behind it.",
        );
        assert.equal(said(`${begun}p1 notified 3 1 0x100 x 0`), "read(3) got 1 event from inotify1: IN_CREATE x in /tmp/a.");
        assert.equal(
            said(`${begun}p1 notified 3 -1 0x4000 - 0`),
            "read(3) got 1 event from inotify1: IN_Q_OVERFLOW. The queue was full: events were lost.",
        );
    });

    it("is shown with its watches", () => {
        const shown = stateJson(play(begun).state).objects.find(({ kind }) => kind === "inotify");
        assert.deepEqual(shown, {
            ...{ id: "inotify1", kind: "inotify", name: null, complete: true },
            watches: [{ watch: 1, path: "/tmp/a", events: ["IN_CREATE", "IN_DELETE"] }],
        });
    });
});
