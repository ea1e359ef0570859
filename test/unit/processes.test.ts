import assert from "node:assert/strict";
import type { State } from "../../tracer/model/state";
import { table } from "../../tracer/syscalls/table";
import { sentence } from "../../tracer/model/sentence";
import { present } from "../present";
import { eventsOf, play } from "./script";
import { Player } from "./script/player";

/** "p1 running, p2 zombie of p1". */
function family(state: State): string {
    return [...state.processes.values()]
        .map(({ id, state: doing, parent }) => `${id} ${doing}${parent === null ? "" : ` of ${parent}`}`)
        .join(", ");
}

describe("a process", () => {
    it("is a zombie until its parent waits for it", () => {
        assert.equal(family(play("p1 fork p2\np2 exits 3").state), "p1 running, p2 zombie of p1");
        const played = play("p1 fork p2\np1 enters wait p2\np2 exits 3\np1 leaves");
        assert.equal(family(played.state), "p1 running, p2 exited of p1");
        assert.deepEqual(eventsOf(played, "processReaped")[0]?.exit, { code: 3 });
    });

    it("leaves no zombie when its parent ignores SIGCHLD", () => {
        assert.equal(family(play("p1 sigchld ignored\np1 fork p2\np2 exits 0").state), "p1 running, p2 exited of p1");
        assert.equal(family(play("p1 sigchld ignored\np1 sigchld default\np1 fork p2\np2 exits 0").state), "p1 running, p2 zombie of p1");
    });

    it("gets a new parent when its own ends: a subreaper, or somebody outside of the trace, whose number is not known", () => {
        const orphan = play("p1 fork p2\np2 fork p3\np2 exits 0");
        assert.equal(family(orphan.state), "p1 running, p2 zombie of p1, p3 running");
        assert.equal(orphan.state.processes.get("p3")?.parentPid, 0);
        const adopted = play("p1 subreaper\np1 fork p2\np2 fork p3\np2 exits 0");
        assert.equal(family(adopted.state), "p1 running, p2 zombie of p1, p3 running of p1");
    });

    it("whose parent ends while it is a zombie is gone", () => {
        assert.equal(family(play("p1 fork p2\np2 fork p3\np3 exits 0\np2 exits 0").state), "p1 running, p2 zombie of p1, p3 exited");
    });

    it("closes its descriptors when it ends", () => {
        const { state } = play("p1 pipe 3 4\np1 fork p2\np1 close 4\np2 exits 0");
        assert.deepEqual(
            [...state.descriptions.values()].map(({ object, references }) => [object, references]),
            [
                ["tty1", 3],
                ["pipe1", 1],
            ],
        );
    });

    it("ends with its last thread", () => {
        const played = play("p1 thread p1.2\np1.2 thread-exits\np1 killed SIGSEGV");
        assert.equal(eventsOf(played, "threadExited").length, 1);
        assert.deepEqual(eventsOf(played, "processExited")[0]?.exit, { signal: "SIGSEGV" });
    });

    it("is blocked when all its threads wait", () => {
        const script = "p1 pipe 3 4\np1 thread p1.2\np1 enters read 3";
        assert.equal(family(play(script).state), "p1 running");
        assert.equal(family(play(`${script}\np1.2 enters read 3`).state), "p1 blocked");
    });

    it("goes on when the call returns, also without effect", () => {
        const played = play("p1 pipe 3 4\np1 enters read 3\np1 leaves ERESTARTSYS");
        assert.equal(family(played.state), "p1 running");
        assert.equal(eventsOf(played, "callInterrupted")[0]?.object, "pipe1");
    });

    it("sees EINTR when its handler was installed without SA_RESTART", () => {
        const errors = (before: string, signal = "SIGALRM"): readonly (string | undefined)[] => {
            const script = `${before}\np1 pipe 3 4\np1 enters read 3\np1 leaves ERESTARTSYS\np1 gets ${signal}\np1 enters read 3`;
            return eventsOf(play(script), "callReturned").map(({ error }) => error);
        };
        assert.deepEqual(errors("p1 handles SIGALRM"), ["EINTR"]);
        assert.deepEqual(errors("p1 handles SIGALRM SA_RESTART"), []);
        assert.deepEqual(errors("p1 handles SIGALRM", "SIGCONT"), []);
        assert.deepEqual(errors("p1 handles SIGALRM\np1 exec cat"), []);
        assert.deepEqual(errors("p1 handles SIGALRM SA_RESETHAND\np1 gets SIGALRM"), []);
    });

    it("is told why a call that a handler interrupts is made again, or fails", () => {
        const told = (handles: string, call: string, result: string): readonly (string | undefined)[] =>
            play(`p1 ${handles}\np1 pipe 3 4\np1 enters ${call}\np1 leaves ${result}\np1 gets SIGALRM`).events.flatMap((event) =>
                event.kind === "callMadeAgain" ? [event.why] : event.kind === "callReturned" ? [event.error, event.interruption] : [],
            );
        assert.deepEqual(told("handles SIGALRM", "read 3", "ERESTARTSYS"), ["EINTR", "flag"]);
        assert.deepEqual(told("handles SIGALRM SA_RESTART", "read 3", "ERESTARTSYS"), ["flag"]);
        assert.deepEqual(told("handles SIGALRM SA_RESTART", "poll 3 POLLIN", "ERESTART_RESTARTBLOCK"), ["EINTR", "never"]);
        assert.deepEqual(told("handles SIGALRM SA_RESTART", "suspend", "ERESTARTNOHAND"), ["EINTR", "never"]);
        assert.deepEqual(told("handles SIGALRM", "read 3", "ERESTARTNOINTR"), ["always"]);
        assert.deepEqual(told("ignores SIGALRM", "read 3", "ERESTARTSYS"), []);
    });

    it("says that in the words of signal(7)", () => {
        const said = (handles: string, call: string, result: string): string => {
            const { events, state } = play(`p1 ${handles}\np1 pipe 3 4\np1 enters ${call}\np1 leaves ${result}\np1 gets SIGALRM`);
            const last = events.findLast(({ kind }) => kind === "callMadeAgain" || kind === "callReturned");
            const { text, explanation } = sentence(last ?? assert.fail(), state);
            return `${text} ${explanation}`;
        };
        assert.equal(
            said("handles SIGALRM SA_RESTART", "read 3", "ERESTARTSYS"),
            "The kernel makes read(3) of p1 again when the handler has returned. The handler was installed with SA_RESTART.",
        );
        assert.equal(
            said("handles SIGALRM", "read 3", "ERESTARTSYS"),
            "read(3) failed: EINTR. A handler interrupted it that was installed without SA_RESTART: the call is not made again.",
        );
        assert.equal(
            said("handles SIGALRM SA_RESTART", "poll 3 POLLIN", "ERESTART_RESTARTBLOCK"),
            "poll failed: EINTR. A handler interrupted it, and this call is never made again, whatever SA_RESTART says (signal(7)).",
        );
    });

    it("with clone(CLONE_PARENT) has the parent of its maker", () => {
        assert.equal(family(play("p1 fork p2\np2 clone-parent p3").state), "p1 running, p2 running of p1, p3 running of p1");
    });

    it("runs another program after exec, and the old one when exec fails", () => {
        const played = play("p1 execve /bin/no = ENOENT\np1 exec wc -l");
        assert.equal(played.state.processes.get("p1")?.command, "wc -l");
        assert.deepEqual(
            eventsOf(played, "programExecutionFailed").map(({ path, error }) => [path, error]),
            [["/bin/no", "ENOENT"]],
        );
    });

    it("stands still for the debugger, the others with it", () => {
        const script = "p1 fork p2\np1 stops";
        assert.equal(family(play(script).state), "p1 stopped, p2 stopped of p1");
        assert.equal(family(play(`${script}\np1 resumes`).state), "p1 running, p2 running of p1");
    });

    it("says so where the debugger has stepped into a handler", () => {
        const { events, state } = play("p1 handles SIGUSR1\np1 gets SIGUSR1 p1 at 8000\np1 stops");
        const stopped = events.at(-1);
        assert.ok(stopped?.kind === "processStopped");
        const p1 = present(state.processes.get("p1"));
        const [tid, thread] = present([...p1.threads][0]);
        const code = { file: "/a.c", line: 7, function: "tell" };
        const handlers = thread.signals.handlers.map((handler) => ({ ...handler, code }));
        const threads = new Map([[tid, { ...thread, signals: { ...thread.signals, handlers } }]]);
        const inHandler = { ...state, processes: new Map([["p1", { ...p1, threads }]]) };
        const text = (source: typeof code): string => sentence({ ...stopped, reason: "signal", signal: "SIGTRAP", source }, inHandler).text;
        assert.equal(text(code), "p1 stands still where its handler for SIGUSR1 starts.");
        assert.equal(text({ ...code, line: 9 }), "p1 stands still because of SIGTRAP.");
    });

    it("sends and gets signals", () => {
        const played = play("p1 fork p2\np1 kill p2 SIGUSR1\np2 gets SIGUSR1 p1");
        assert.deepEqual(
            eventsOf(played, "signalSent").map(({ signal, target }) => [signal, target]),
            [["SIGUSR1", "p2"]],
        );
        assert.deepEqual(
            eventsOf(played, "signalDelivered").map(({ signal, sender }) => [signal, sender]),
            [["SIGUSR1", "p1"]],
        );
    });

    it("whose number is used again is another one", () => {
        const played = play("p1 fork p2\np2 exits 0\np1 wait p2\np1 fork p2");
        assert.equal(family(played.state), "p1 running, p2 exited of p1, p3 running of p1");
    });
});

describe("events", () => {
    it("are numbered from 1 without gaps", () => {
        const { events } = play('p1 pipe 3 4\np1 fork p2\np2 write 4 "x"\np1 read 3 "x"\np2 exits 0\np1 exits 0');
        assert.deepEqual(
            events.map(({ seq }) => seq),
            events.map((_, index) => index + 1),
        );
    });

    it("never go back in time, even if the record of one thread comes after a later one of another", () => {
        const player = new Player();
        const number = table.dup.number;
        for (const time of [5000, 3000]) {
            player.read({ type: "call", time, exitTime: time, tid: 101, nr: number, args: [0n], result: time, stack: 0, captures: [] });
        }
        assert.deepEqual(
            player.events.slice(-2).map(({ time }) => time),
            [5e-6, 5e-6],
        );
    });
});
