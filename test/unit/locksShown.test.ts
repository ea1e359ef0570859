import assert from "node:assert/strict";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { allLocks } from "../../tracer/snapshot/compareLocks";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { cardLines, objectCard } from "../../webview/kinds/cards";
import { holdersOf } from "../../webview/kinds/holders";
import { locksOf } from "../../webview/kinds/plain/locks";
import { present } from "../present";
import { play } from "./script";

const ranges = `p1 open /tmp/a O_RDWR = 3
p1 lock-bytes 3 write 0 40
p1 lock-bytes 3 read 60 0
p1 fork p2
p2 enters lock-bytes 3 write 0 10`;

const shared = `p1 open /tmp/a O_RDWR = 3
p1 flock 3 exclusive
p1 fork p2`;

function file(state: State): Parameters<typeof locksOf>[0] {
    return present(state.objects.get("file1"));
}

function locksJson(script: string): unknown {
    return stateJson(play(script).state).objects.find(({ id }) => id === "file1")?.["locks"];
}

function linesBelowFile(script: string): readonly string[] {
    const lines = stateText(play(script).state).split("\n");
    const below = lines.slice(lines.findIndex((line) => line.startsWith("file1")) + 1);
    return below
        .slice(
            0,
            below.findIndex((line) => !line.startsWith("      ")),
        )
        .map((line) => line.trim());
}

function markAfter(before: string, after: string): string | null {
    const [then, now] = [play(before).state, play(`${before}\n${after}`).state];
    return objectCard(file(now), { state: now, before: then, holders: holdersOf(now), layouts: new Map() }).mark;
}

describe("the locks on a file", () => {
    it("are in the JSON of its state with their ranges", () => {
        assert.deepEqual(locksJson(ranges), [
            { kind: "record", mode: "write", from: 0, to: 39, process: "p1" },
            { kind: "record", mode: "read", from: 60, to: null, process: "p1" },
        ]);
        assert.deepEqual(locksJson(shared), [{ kind: "flock", mode: "write", from: 0, to: null, process: "p1" }]);
        assert.equal(locksJson(`${shared}\np1 flock 3 unlock`), undefined);
    });

    it("of a description are had by whoever shares that, record locks by their process alone", () => {
        assert.deepEqual(linesBelowFile(shared), ["p1 and p2 have an exclusive lock (a.c:2)"]);
        assert.deepEqual(linesBelowFile(`${shared}\np1 close 3`), ["p2 has an exclusive lock (a.c:2)"]);
        assert.deepEqual(linesBelowFile(ranges), [
            "p1 has a write lock on bytes 0 to 39 (a.c:2)",
            "p1 has a read lock on all from byte 60 (a.c:3)",
            "p2 waits for a write lock on bytes 0 to 9",
        ]);
    });

    it("stand on its card in short, and in words", () => {
        const { state } = play(ranges);
        assert.deepEqual(locksOf(file(state), state), {
            held: "locks: p1 write 0–39; p1 read 60–",
            waits: "p2 waits for write 0–9",
            lines: linesBelowFile(ranges),
        });
        const card = objectCard(file(state), { state, before: null, holders: holdersOf(state), layouts: new Map() });
        assert.deepEqual(
            cardLines(card).slice(1),
            linesBelowFile(ranges).map((line) => `    ${line}`),
        );
        const whole = play(`${shared}\np2 open /tmp/a O_RDWR = 4\np2 enters flock 4 shared`).state;
        const { held, waits } = present(locksOf(file(whole), whole));
        assert.deepEqual([held, waits], ["locks: p1, p2 exclusive", "p2 waits for shared"]);
        const { state: none } = play("p1 open /tmp/a O_RDWR = 3");
        assert.equal(locksOf(file(none), none), null);
    });

    it("are marked when they change, one that closing another descriptor has ended too", () => {
        const opened = "p1 open /tmp/a O_RDWR = 3\np1 open /tmp/a O_RDWR = 4";
        const locked = `${opened}\np1 lock-bytes 3 write 0 10`;
        assert.equal(markAfter(opened, "p1 lock-bytes 3 write 0 10"), "locked");
        assert.equal(markAfter(locked, "p1 lock-bytes 3 write 20 10"), "locks changed");
        assert.equal(markAfter(locked, "p1 close 4"), "unlocked");
        assert.equal(markAfter(locked, "p1 fork p2\np2 enters lock-bytes 3 read 0 1"), "waited for");
        assert.equal(markAfter(locked, "p1 pipe 5 6"), null);
    });
});

describe("a lease", () => {
    const leased = "p1 open /tmp/a O_RDWR = 3\np1 lease 3 write\np1 fork p2\np2 enters open /tmp/a O_WRONLY";

    it("keeps who opens the file waiting, until its holder gives it up", () => {
        assert.match(stateText(play(leased).state), /opening the file \/tmp\/a: p1 has a write lease on it, and is to give it up/);
        const readers = leased.replace("3 write", "3 read");
        assert.match(stateText(play(readers).state), /p1 has a read lease on it, and/);
        assert.doesNotMatch(stateText(play(readers.replace("O_WRONLY", "O_RDONLY")).state), /give it up/);
        assert.doesNotMatch(stateText(play(leased.replace("p1 fork", "p1 lease 3 none\np1 fork")).state), /give it up/);
    });

    it("is why its holder gets SIGIO, or the signal that it has asked for", () => {
        const causes = (script: string): unknown =>
            play(`${script}\np1 gets SIGIO kernel SI_KERNEL`).events.flatMap((event) =>
                event.kind === "signalGenerated" ? [event.cause] : [],
            );
        assert.deepEqual(causes(leased), [{ by: "lease", file: "/tmp/a", opener: "p2" }]);
        assert.deepEqual(causes(leased.replace("p1 fork", "p1 lease 3 none\np1 fork")), [
            { by: "descriptor", fd: null, object: null, how: null },
        ]);
        const byName = leased.replace("enters open /tmp/a O_WRONLY", "enters truncate /tmp/a 0");
        assert.deepEqual(causes(byName), [{ by: "lease", file: "/tmp/a", opener: "p2", truncates: true }]);
        assert.match(stateText(play(byName).state), /truncating the file \/tmp\/a: p1 has a write lease on it, and is to give it up/);
        const { events, state } = play(`${leased}\np1 gets SIGIO kernel SI_KERNEL`);
        const ofItsChoice = play(`${leased}\np1 gets SIGUSR1 kernel POLL_MSG fd 3 band 1089`).events;
        assert.deepEqual(
            ofItsChoice.flatMap((event) => (event.kind === "signalGenerated" ? [event.cause] : [])),
            [{ by: "lease", file: "/tmp/a", opener: "p2" }],
        );
        const generated = events.find(({ kind }) => kind === "signalGenerated") ?? assert.fail();
        assert.equal(sentence(generated, state).text, "SIGIO is sent to p1, since p2 is opening /tmp/a, on which it has a lease.");
    });
});

describe("the judge of locks", () => {
    const lockLines = (kernel: string, script: string): readonly string[] => linesIn(kernel, play(script).state);
    const linesIn = (kernel: string, state: State): readonly string[] => {
        const bytes = new TextEncoder().encode(kernel);
        const answers = [{ inquiry: allLocks, subject: 0, result: bytes.length, error: 0, bytes }];
        return compareSnapshot({ processes: [], tables: [], answers }, state).differences.filter((line) => line.includes("locks"));
    };
    const inode = (script: string): string => file(play(script).state).inode ?? "";

    it("leaves out those of a description that only a message has: the kernel collects it when it likes", () => {
        const passed = `${shared}\np1 socketpair 4 5\np1 pass 4 3`;
        const closed = `${passed}\np1 close 3\np2 close 3`;
        assert.equal(lockLines("", passed).length, 1);
        assert.deepEqual(lockLines("", closed), []);
        assert.deepEqual(lockLines(`1: FLOCK  ADVISORY  WRITE 101 00:18:${inode(closed)} 0 EOF\n`, closed), []);
    });

    it("leaves out those without an owner where no descriptor is left", () => {
        const listed = `1: OFDLCK ADVISORY  READ -1 00:18:${inode(shared)} 4 203\n`;
        assert.equal(lockLines(listed, `${shared}\np1 flock 3 unlock`).length, 1);
        assert.deepEqual(lockLines(listed, `${shared}\np1 flock 3 unlock\np1 mmap 7000 4096 3 rw\np1 close 3\np2 close 3`), []);
    });

    it("leaves out those of masters of pseudoterminals, which have one inode for all", () => {
        const [of, ofTerminal] = [2, 10].map((each) => `1: POSIX  ADVISORY  WRITE 101 00:0e:${each} 0 9\n`);
        const script = "p1 open-master = 3\np1 open-terminal 7 O_NOCTTY = 4";
        assert.deepEqual(lockLines(of ?? "", script), []);
        assert.equal(lockLines(ofTerminal ?? "", script).length, 1);
        // Another file system has a file of the same number.
        assert.deepEqual(lockLines(ofTerminal?.replace("00:0e", "00:05") ?? "", script), []);
    });

    it("leaves out those of objects on several devices that have one inode: the kernel may name another device than stat(2)", () => {
        const { state } = play(shared);
        const listed = `1: FLOCK  ADVISORY  WRITE 101 00:18:${inode(shared)} 0 EOF\n`;
        assert.deepEqual(linesIn(listed, state), []);
        const terminal = { ...present(state.objects.get("tty1")), inode: file(state).inode, device: "other" };
        const alike = { ...state, objects: new Map(state.objects).set("tty1", terminal) };
        assert.deepEqual(linesIn(listed, alike), []);
    });
});
