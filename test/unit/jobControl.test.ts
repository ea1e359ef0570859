import assert from "node:assert/strict";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import type { State } from "../../tracer/model/state";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { statInquiry } from "../../tracer/snapshot/kernelJob";
import { terminalSnapshot } from "./kernelAccount";
import { eventsOf, play } from "./script";

/** "101 50 /dev/pts/3": process group, session, terminal. */
function job(state: State, id: string): string {
    const { group, session, terminal } = state.processes.get(id)?.job ?? assert.fail();
    return `${group} ${session} ${terminal}`;
}

function foreground(state: State, name = "/dev/pts/3"): number | null | undefined {
    return state.terminals.get(name)?.foreground;
}

const jobs = "p1 fork p2\np1 setpgid p2 p2";

describe("process groups", () => {
    it("are those of the parent, until setpgid changes them", () => {
        const before = play("p1 fork p2").state;
        assert.deepEqual([job(before, "p1"), job(before, "p2")], ["101 50 /dev/pts/3", "101 50 /dev/pts/3"]);
        const played = play(`${jobs}\np2 setpgid 0 0\np2 fork p3`);
        assert.deepEqual([job(played.state, "p1"), job(played.state, "p3")], ["101 50 /dev/pts/3", "102 50 /dev/pts/3"]);
        assert.deepEqual(
            eventsOf(played, "processGroupChanged").map(({ process, member, group }) => [process, member, group]),
            [
                ["p1", "p2", 102],
                ["p2", "p2", 102],
            ],
        );
        assert.equal(job(play(`${jobs}\np1 fork p3\np3 setpgid 0 p2`).state, "p3"), "102 50 /dev/pts/3");
        assert.equal(job(play("p1 fork p2\np1 setpgid p2 p2 = EACCES").state, "p2"), "101 50 /dev/pts/3");
    });

    it("one of them is in the foreground", () => {
        assert.equal(foreground(play(jobs).state), 101);
        assert.equal(foreground(play(`${jobs}\np1 tcsetpgrp 0 p2`).state), 102);
        assert.equal(foreground(play(`${jobs}\np1 tcsetpgrp 0 p2 = ENOTTY`).state), 101);
    });

    it("which one is in the foreground is not known when a shell outside has continued one", () => {
        const stopped = `${jobs}\np2 suspended SIGTSTP`;
        assert.equal(foreground(play(`${stopped}\np2 continued`).state), null);
        assert.equal(foreground(play(`${stopped}\np1 kill p2 SIGCONT\np2 continued`).state), 101);
    });

    it("are shown when there is more than one", () => {
        assert.doesNotMatch(stateText(play("p1 fork p2").state), /group/);
        const text = stateText(play(`${jobs}\np1 tcsetpgrp 0 p2`).state);
        assert.match(text, /group p1, session 50, \/dev\/pts\/3, in the background/);
        assert.match(text, /group p2, session 50, \/dev\/pts\/3, in the foreground/);
    });

    it("get a signal together", () => {
        const played = play("p1 fork p2\np1 setpgid p2 p2\np2 fork p3\np1 mask block SIGTERM\np1 kill-group p2 SIGTERM");
        const pending = [...played.state.processes.values()].map(({ id, signals }) => [id, signals.pending?.map(({ signal }) => signal)]);
        assert.deepEqual(pending, [
            ["p1", []],
            ["p2", ["SIGTERM"]],
            ["p3", ["SIGTERM"]],
        ]);
        assert.deepEqual(eventsOf(played, "signalSent")[0]?.members, ["p2", "p3"]);
        assert.deepEqual(eventsOf(play("p1 fork p2\np1 kill-group 0 SIGTERM"), "signalSent")[0]?.members, ["p1", "p2"]);
        assert.equal(eventsOf(play("p1 fork p2\np1 kill-group 1 SIGTERM"), "signalSent")[0]?.members, undefined);
    });

    it("whose signal arrives before the call that sent it returns: the call is told first", () => {
        const played = play("p1 fork p2\np1 enters kill-group 0 SIGUSR1\np2 gets SIGUSR1 p1\np1 leaves");
        const kinds = played.events.map(({ kind }) => kind).filter((kind) => kind.startsWith("signal"));
        assert.deepEqual(kinds, ["signalSent", "signalDelivered"]);
    });
});

describe("sessions", () => {
    it("begin without a controlling terminal", () => {
        const { state } = play("p1 fork p2\np2 setsid\np2 fork p3");
        assert.deepEqual(
            ["p1", "p2", "p3"].map((id) => job(state, id)),
            ["101 50 /dev/pts/3", "102 102 false", "102 102 false"],
        );
    });

    it("get one by TIOCSCTTY, which takes it from another session", () => {
        const { state } = play("p1 fork p2\np2 setsid\np2 TIOCSCTTY 0");
        assert.deepEqual([job(state, "p1"), job(state, "p2"), foreground(state)], ["101 50 false", "102 102 /dev/pts/3", 102]);
    });

    it("get one by open, when it controls nobody, the process is a leader and did not say O_NOCTTY", () => {
        const free = "p1 fork p2\np2 setsid\np2 TIOCSCTTY 0\np2 TIOCNOTTY 0";
        const after = (line: string, begin = free): string => job(play(`${begin}\n${line}`).state, "p2");
        assert.equal(after("p2 open-terminal 3 = 3"), "102 102 /dev/pts/3");
        assert.equal(after("p2 open-terminal 3 O_NOCTTY = 3"), "102 102 false");
        assert.equal(after("p2 open-terminal 3 O_WRONLY = 3"), "102 102 false");
        assert.equal(job(play(`${free}\np2 fork p3\np3 open-terminal 3 = 3`).state, "p3"), "102 102 false");
        assert.equal(after("p2 open-terminal 3 = 3", "p1 fork p2\np2 setsid"), "102 102 false");
        // Whether an unknown terminal controls somebody outside is not known.
        assert.equal(after("p2 open-terminal 7 = 3"), "102 102 null");
    });

    it("lose it with their leader, or when he gives it up; others give it up for themselves", () => {
        const session = "p1 fork p2\np2 setsid\np2 TIOCSCTTY 0\np2 fork p3";
        const ended = play(`${session}\np2 exits 0`);
        assert.deepEqual([job(ended.state, "p3"), foreground(ended.state)], ["102 102 false", 0]);
        assert.deepEqual(
            eventsOf(ended, "controllingTerminalLost").map(({ cause }) => cause),
            ["leader ended"],
        );
        const given = play(`${session}\np2 TIOCNOTTY 0`).state;
        assert.deepEqual([job(given, "p2"), job(given, "p3"), foreground(given)], ["102 102 false", "102 102 false", 0]);
        const own = play(`${session}\np3 TIOCNOTTY 0`).state;
        assert.deepEqual([job(own, "p2"), job(own, "p3"), foreground(own)], ["102 102 /dev/pts/3", "102 102 false", 102]);
    });
});

describe("the master of a pseudoterminal", () => {
    const named = "p1 open-master = 3\np1 TIOCGPTN 3 7";
    const session = `${named}\np1 fork p2\np2 close 3\np2 setsid\np2 open-terminal 7 = 3\np2 fork p3`;

    it("is another one each time that /dev/ptmx is opened", () => {
        const { state } = play("p1 open-master = 3\np1 open-master = 4");
        const objects = [...(state.tables.get("table1")?.descriptors.values() ?? [])].map(
            ({ description }) => state.descriptions.get(description)?.object,
        );
        assert.deepEqual(objects, ["tty1", "tty1", "tty1", "tty2", "tty3"]);
    });

    it("is known by the terminal at its other end", () => {
        assert.deepEqual(
            eventsOf(play(`${named}\np1 TIOCGPTN 3 7`), "terminalNamed").map(({ fd, object, terminal }) => [fd, object, terminal]),
            [[3, "tty2", "/dev/pts/7"]],
        );
        const played = play("p1 open-master = 3\np1 TIOCGPTPEER 3 8 = 4");
        assert.equal(eventsOf(played, "terminalNamed")[0]?.terminal, "/dev/pts/8");
        assert.equal(foreground(played.state, "/dev/pts/8"), 0);
    });

    it("makes a terminal that controls whoever opens it first", () => {
        const { state } = play(session);
        assert.deepEqual(
            [job(state, "p2"), job(state, "p3"), foreground(state, "/dev/pts/7")],
            ["102 102 /dev/pts/7", "102 102 /dev/pts/7", 102],
        );
    });

    it("hangs it up when nobody has the master any more", () => {
        assert.equal(eventsOf(play(session), "controllingTerminalLost").length, 0);
        const played = play(`${session}\np1 close 3\np2 gets SIGHUP kernel SI_KERNEL`);
        assert.deepEqual([job(played.state, "p2"), job(played.state, "p3")], ["102 102 false", "102 102 false"]);
        assert.deepEqual(
            eventsOf(played, "controllingTerminalLost").map(({ process, cause }) => [process, cause]),
            [["p2", "hung up"]],
        );
        assert.deepEqual(eventsOf(played, "signalGenerated")[0]?.cause, { by: "terminal", how: "hungUp" });
    });
});

describe("a stop", () => {
    const stopped = `${jobs}\np1 kill p2 SIGTSTP\np2 gets SIGTSTP p1\np2 suspended SIGTSTP`;

    it("says who did it, and so does its end", () => {
        const played = play(`${stopped}\np1 kill p2 SIGCONT\np2 continued`);
        assert.deepEqual(
            eventsOf(played, "processSuspended").map(({ signal, sender }) => [signal, sender]),
            [["SIGTSTP", "p1"]],
        );
        assert.equal(eventsOf(played, "processContinued")[0]?.sender, "p1");
        assert.equal(played.state.processes.get("p2")?.suspended, null);
        assert.match(stateText(play(stopped).state), /p2 .*stopped \(SIGTSTP from p1\)/);
    });

    it("may come from the terminal", () => {
        const played = play(`${jobs}\np2 gets SIGTTIN kernel SI_KERNEL\np2 suspended SIGTTIN`);
        assert.deepEqual(eventsOf(played, "signalGenerated").map(({ cause }) => cause)[0], { by: "terminal", how: "read" });
        assert.equal(eventsOf(played, "processSuspended")[0]?.byTerminal, true);
        assert.match(stateText(played.state), /stopped \(SIGTTIN, by the terminal\)/);
        const typed = play("p1 gets SIGINT kernel SI_KERNEL");
        assert.deepEqual(eventsOf(typed, "signalGenerated")[0]?.cause, { by: "terminal", how: "typed" });
    });

    it("is told by wait, and leaves no zombie", () => {
        const played = play(`${stopped}\np1 wait-stopped p2 SIGTSTP\np2 continued\np1 wait-continued p2\np1 waitid-stopped p2 SIGTTOU`);
        assert.deepEqual(
            eventsOf(played, "childStopReported").map(({ child, signal }) => [child, signal]),
            [
                ["p2", "SIGTSTP"],
                ["p2", "SIGTTOU"],
            ],
        );
        assert.deepEqual(
            eventsOf(played, "childContinuationReported").map(({ child }) => child),
            ["p2"],
        );
        assert.equal(played.state.processes.get("p2")?.state, "running");
    });

    it("in a group that is orphaned then ends with SIGHUP and SIGCONT", () => {
        const family = "p1 fork p2\np2 fork p3\np3 setpgid 0 0\np3 suspended SIGSTOP";
        const played = play(`${family}\np2 exits 0\np3 continued\np3 gets SIGHUP kernel SI_KERNEL`);
        assert.deepEqual(
            eventsOf(played, "processGroupOrphaned").map(({ group, stopped }) => [group, stopped]),
            [[103, ["p3"]]],
        );
        assert.deepEqual(eventsOf(played, "signalGenerated").at(-1)?.cause, { by: "orphanedGroup" });
        // Somebody who runs is not told; nor is anybody while a parent in the session is left.
        assert.equal(eventsOf(play("p1 fork p2\np2 fork p3\np3 setpgid 0 0\np2 exits 0"), "processGroupOrphaned").length, 0);
        assert.equal(eventsOf(play(`p1 subreaper\n${family}\np2 exits 0`), "processGroupOrphaned").length, 0);
    });
});

describe("an orphaned group", () => {
    const orphanedIn = (script: string): readonly unknown[] =>
        stateJson(play(script).state).processes.map(({ orphanedGroup }) => orphanedGroup);

    it("is one where nobody in the session could continue it; whether the parent outside of the trace could is not known", () => {
        assert.deepEqual(orphanedIn(jobs), [null, false]);
        assert.deepEqual(orphanedIn("p1 fork p2\np2 setsid"), [null, true]);
        assert.deepEqual(orphanedIn("p1 setsid\np1 fork p2\np2 setpgid 0 0\np2 fork p3"), [true, false, false]);
        assert.deepEqual(orphanedIn("p1 setsid\np1 fork p2\np2 setpgid 0 0\np2 fork p3\np1 exits 0"), [null, true, true]);
    });
});

describe("the judge of job control", () => {
    const { state } = play("p1 setpgid 0 0");
    const differences = (stat: string): readonly string[] => {
        const snapshot = terminalSnapshot(101);
        const bytes = new TextEncoder().encode(stat);
        const answers = [{ inquiry: statInquiry, subject: 101, result: bytes.length, error: 0, bytes }];
        return compareSnapshot({ ...snapshot, processes: snapshot.processes, answers }, state).differences.map((line) =>
            line.replace(/^.*?\): /, ""),
        );
    };

    it("compares group, session, terminal and foreground", () => {
        assert.deepEqual(differences("101 (a b) c) t 50 101 50 34819 101 0"), []);
        assert.deepEqual(differences("101 (a) t 50 102 51 34820 103 0"), [
            "process group: the model says 101, the kernel says 102",
            "session: the model says 50, the kernel says 51",
            "controlling terminal: the model says /dev/pts/3, the kernel says /dev/pts/4",
            "foreground process group: the model says 101, the kernel says 103",
        ]);
        assert.deepEqual(differences("101 (a) t 50 101 50 0 -1 0").slice(0, 1), [
            "controlling terminal: the model says /dev/pts/3, the kernel says false",
        ]);
    });
});

describe("orphans", () => {
    const sentences = (script: string): readonly string[] => {
        const { events, state } = play(script);
        const { text, explanation } = sentence(events.findLast(({ kind }) => kind === "processReparented") ?? assert.fail(), state);
        return [text, explanation ?? ""];
    };

    it("are adopted by a subreaper that has said so; else by init, or by one that is not traced", () => {
        const family = "p1 fork p2\np2 fork p3\np2 exits 0";
        assert.deepEqual(sentences(family), [
            "p3 has a new parent: init, or a subreaper that is not traced.",
            "Its own parent ended before it.",
        ]);
        assert.match(sentences(`p1 subreaper\n${family}`).join(" "), /new parent: p1\. .* p1 adopts it, as its subreaper/);
        assert.equal(eventsOf(play("p1 subreaper"), "subreaperChanged")[0]?.adopts, true);
    });

    it("are none where clone(CLONE_PARENT) gave them the parent of their maker", () => {
        assert.match(sentences("p1 fork p2\np2 clone-parent p3").join(" "), /^p3 has a new parent: p1\. CLONE_PARENT: that of the process/);
    });

    it("are daemons when they have no terminal and lead no session", () => {
        assert.match(sentences("p1 fork p2\np2 setsid\np2 fork p3\np2 exits 0").join(" "), /It is a daemon/);
        assert.doesNotMatch(sentences("p1 fork p2\np2 fork p3\np3 setsid\np2 exits 0").join(" "), /daemon/);
    });

    it("may have asked to be told of their parent's end", () => {
        const played = play("p1 fork p2\np2 pdeathsig SIGTERM\np2 pdeathsig 0");
        assert.deepEqual(
            eventsOf(played, "deathSignalChanged").map(({ signal }) => signal),
            ["SIGTERM", null],
        );
    });
});
