import assert from "node:assert/strict";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { queueInquiries } from "../../tracer/snapshot/queuedSignals";
import { sentence } from "../../tracer/model/sentence";
import { signalsIn } from "../../tracer/model/signals";
import { stateJson } from "../../tracer/model/stateJson";
import type { KernelThread } from "../../tracer/trace/kernelSnapshot";
import { eventsOf, play } from "./script";
import { terminalSnapshot } from "./kernelAccount";

type Played = ReturnType<typeof play>;

function signalsOf({ state }: Played, id: string): { readonly blocked: readonly string[]; readonly pending: readonly string[] } {
    const shown = stateJson(state).processes.find((process) => process.id === id)?.signals;
    assert.ok(shown !== null && shown !== undefined && shown.blocked !== null && shown.pending !== null);
    return { blocked: shown.blocked, pending: shown.pending };
}

function toldLast(script: string): string {
    const { events, state } = play(script);
    const last = events.at(-1);
    assert.ok(last !== undefined);
    const { text, explanation } = sentence(last, state);
    return `${text} ${explanation ?? ""}`.trimEnd();
}

const blocked = "p1 fork p2\np2 handles SIGUSR1\np2 mask block SIGUSR1\n";

describe("a signal that is blocked", () => {
    it("is kept once, however often it is sent, and the deliveries say by what", () => {
        const played = play(
            `${blocked}p1 kill p2 SIGUSR1\np1 kill p2 SIGUSR1\np1 kill p2 SIGUSR1\np2 mask unblock SIGUSR1\np2 gets SIGUSR1 p1`,
        );
        const sent = eventsOf(played, "signalSent");
        assert.deepEqual(
            sent.map(({ coalesced }) => coalesced ?? false),
            [false, true, true],
        );
        assert.deepEqual(
            eventsOf(played, "signalDelivered").map(({ generated }) => generated),
            [sent.map(({ seq }) => seq)],
        );
        assert.deepEqual(signalsOf(played, "p2"), { blocked: ["SIGUSR1"], pending: [] });
    });

    it("is told to be kept once", () => {
        assert.equal(
            toldLast(`${blocked}p1 kill p2 SIGUSR1\np1 kill p2 SIGUSR1\np1 kill p2 SIGUSR1`),
            "kill sent SIGUSR1 to p2. SIGUSR1 was sent 3 times while p2 had it blocked: one instance is kept, so the handler runs once.",
        );
    });

    it("for real time waits as often as it is sent, in order, with its values", () => {
        const rest = "p1 sigqueue p2 SIGRTMIN+1 7\np1 sigqueue p2 SIGRTMIN+1 8\n";
        const played = play(`p1 fork p2\np2 mask block SIGRTMIN+1\n${rest}`);
        assert.deepEqual(
            stateJson(played.state).processes[1]?.signals?.queue.map(({ signal, value }) => [signal, value]),
            [
                ["SIGRTMIN+1", 7],
                ["SIGRTMIN+1", 8],
            ],
        );
        const delivered = play(`p1 fork p2\np2 mask block SIGRTMIN+1\n${rest}p2 gets SIGRTMIN+1 p1 value 7 SI_QUEUE`);
        assert.deepEqual(
            stateJson(delivered.state).processes[1]?.signals?.queue.map(({ value }) => value),
            [8],
        );
    });

    it("and ignored from now on is gone", () => {
        const sent = "p1 mask block SIGUSR1 SIGCHLD\np1 kill p1 SIGUSR1\np1 kill p1 SIGCHLD\n";
        assert.deepEqual(signalsOf(play(sent), "p1").pending, ["SIGUSR1", "SIGCHLD"]);
        assert.deepEqual(signalsOf(play(`${sent}p1 ignores SIGUSR1\np1 defaults SIGCHLD`), "p1").pending, []);
    });

    it("is taken by sigwait, and no handler runs", () => {
        const played = play(`${blocked}p1 kill p2 SIGUSR1\np2 sigwait SIGUSR1`);
        assert.deepEqual(signalsOf(played, "p2").pending, []);
        assert.equal(eventsOf(played, "signalAccepted")[0]?.generated?.length, 1);
        assert.equal(eventsOf(played, "handlerEntered").length, 0);
    });
});

describe("what is pending", () => {
    it("for one thread is not for the others", () => {
        const { state } = play("p1 thread p1.2\np1 mask block SIGUSR1\np1 tgkill p1.2 SIGUSR1");
        const threads = stateJson(state).processes[0]?.threads ?? [];
        assert.deepEqual(
            threads.map(({ pending }) => pending),
            [[], ["SIGUSR1"]],
        );
    });

    it("is not copied by fork, and the mask and the dispositions are", () => {
        const played = play("p1 mask block SIGUSR1\np1 handles SIGUSR2\np1 kill p1 SIGUSR1\np1 fork p2");
        assert.deepEqual(signalsOf(played, "p2"), { blocked: ["SIGUSR1"], pending: [] });
        assert.deepEqual(stateJson(played.state).processes[1]?.signals?.handlers, { SIGUSR2: "0x401000" });
    });

    it("stays with exec, as do the mask and what is ignored; handlers do not", () => {
        const played = play("p1 mask block SIGUSR1\np1 handles SIGUSR2\np1 ignores SIGPIPE\np1 kill p1 SIGUSR1\np1 exec wc");
        assert.deepEqual(signalsOf(played, "p1"), { blocked: ["SIGUSR1"], pending: ["SIGUSR1"] });
        assert.deepEqual(stateJson(played.state).processes[0]?.signals?.handlers, { SIGPIPE: "SIG_IGN" });
    });

    it("of stop signals is taken away by SIGCONT", () => {
        const stopped = "p1 mask block SIGTSTP SIGTTIN SIGCONT\np1 kill p1 SIGTSTP\np1 kill p1 SIGTTIN\n";
        assert.deepEqual(signalsOf(play(`${stopped}p1 kill p1 SIGCONT`), "p1").pending, ["SIGCONT"]);
    });

    it("for a parent includes the ends of its children, once", () => {
        const played = play("p1 mask block SIGCHLD\np1 fork p2\np1 fork p3\np2 exits 0\np3 exits 0");
        assert.deepEqual(signalsOf(played, "p1").pending, ["SIGCHLD"]);
        assert.deepEqual(
            eventsOf(played, "signalGenerated").map(({ cause, coalesced }) => [cause.by, coalesced ?? false]),
            [
                ["child", false],
                ["child", true],
            ],
        );
        assert.equal(eventsOf(play("p1 sigchld ignored\np1 fork p2\np2 exits 0"), "signalGenerated").length, 0);
    });

    it("for a subreaper includes the ends of zombies that it adopts, whatever their maker wanted to be sent", () => {
        const family = "p1 mask block SIGCHLD\np1 subreaper\np1 fork p2\n";
        const causes = (script: string): readonly unknown[] =>
            eventsOf(play(family + script), "signalGenerated").map(({ process, signal, cause }) => [process, signal, cause]);
        const childOf = (parent: string, child: string): unknown => [parent, "SIGCHLD", { by: "child", child, how: "ended" }];
        const both = [childOf("p2", "p3"), childOf("p1", "p3"), childOf("p1", "p2")];
        assert.deepEqual(causes("p2 fork p3\np3 exits 0\np2 exits 0"), both);
        assert.deepEqual(causes("p2 clone-unheard p3\np3 exits 0\np2 exits 0"), both.slice(1));
    });

    it("is nothing for a subreaper that ignores the ends of its children: what it adopts is no zombie any more", () => {
        const played = play("p1 sigchld ignored\np1 subreaper\np1 fork p2\np2 sigchld default\np2 fork p3\np3 exits 0\np2 exits 0");
        assert.equal(played.state.processes.get("p3")?.state, "exited");
        assert.deepEqual(
            eventsOf(played, "signalGenerated").map(({ process }) => process),
            ["p2"],
        );
    });
});

describe("a handler", () => {
    const handled = "p1 handles SIGUSR1 SIGUSR2\np1 handles SIGALRM SA_NODEFER\n";
    const running = ({ state }: Played): readonly string[] =>
        state.processes
            .get("p1")
            ?.threads.get(101)
            ?.signals.handlers.map(({ signal }) => signal) ?? [];

    it("runs with its mask, and puts back the one of before", () => {
        const entered = `${handled}p1 kill p1 SIGUSR1\np1 gets SIGUSR1 p1 at 8000\n`;
        assert.deepEqual(signalsOf(play(entered), "p1").blocked, ["SIGUSR1", "SIGUSR2"]);
        assert.deepEqual(running(play(entered)), ["SIGUSR1"]);
        const returned = play(`${entered}p1 sigreturn 8000`);
        assert.deepEqual(signalsOf(returned, "p1").blocked, []);
        assert.deepEqual(running(returned), []);
    });

    it("may interrupt another, and itself with SA_NODEFER", () => {
        const nested = `${handled}p1 gets SIGUSR1 p1 at 8000\np1 gets SIGALRM kernel at 7000\np1 gets SIGALRM kernel at 6000\n`;
        assert.deepEqual(running(play(nested)), ["SIGUSR1", "SIGALRM", "SIGALRM"]);
        assert.deepEqual(running(play(`${nested}p1 sigreturn 6000 SIGUSR1`)), ["SIGUSR1", "SIGALRM"]);
    });

    it("that was left by siglongjmp runs no more when another begins above it", () => {
        const played = play(`${handled}p1 gets SIGUSR1 p1 at 8000\np1 mask set\np1 gets SIGALRM kernel at 8100`);
        assert.deepEqual(running(played), ["SIGALRM"]);
        assert.equal(eventsOf(played, "handlerAbandoned").length, 1);
    });

    it("with SA_RESETHAND runs once", () => {
        const played = play("p1 handles SIGUSR1 SA_RESETHAND\np1 kill p1 SIGUSR1\np1 gets SIGUSR1 p1");
        assert.deepEqual(stateJson(played.state).processes[0]?.signals?.handlers, {});
    });

    it("that the mask of sigsuspend blocks comes after a stop, when the thread has its own mask again", () => {
        const stopped =
            "p1 handles SIGUSR2\np1 enters suspend SIGUSR2\np1 leaves -514\np1 suspended SIGSTOP\np1 continued\np1 gets SIGCONT";
        assert.deepEqual(signalsOf(play(stopped), "p1").blocked, ["SIGUSR2"]);
        const masks = eventsOf(play(`${stopped}\np1 gets SIGUSR2 p1 at 8000`), "signalMaskChanged").map(({ blocked }) => blocked);
        assert.deepEqual(masks.at(-1), []);
    });

    it("that ends sigsuspend begins under its mask", () => {
        const suspended = "p1 handles SIGUSR1\np1 mask block SIGUSR1\np1 enters suspend SIGUSR2\n";
        assert.deepEqual(signalsOf(play(suspended), "p1").blocked, ["SIGUSR2"]);
        const entered = play(`${suspended}p1 leaves -514\np1 gets SIGUSR1 p1 at 8000`);
        assert.deepEqual(signalsOf(entered, "p1").blocked, ["SIGUSR1", "SIGUSR2"]);
    });
});

describe("a signal that arrives before its sender's call returns", () => {
    it("was sent by that call", () => {
        const played = play("p1 fork p2\np2 handles SIGUSR1\np1 enters kill p2 SIGUSR1\np2 gets SIGUSR1 p1\np1 leaves 0");
        const order = played.events.map(({ kind }) => kind);
        assert.ok(order.indexOf("signalSent") < order.indexOf("signalDelivered"));
        assert.equal(eventsOf(played, "signalSent").length, 1);
        assert.deepEqual(signalsOf(played, "p2").pending, []);
    });

    it("and is pending again, as the kernel says, was sent once more", () => {
        const played = play(
            "p1 fork p2\np2 handles SIGUSR1\np1 kill p2 SIGUSR1\np1 kill p2 SIGUSR1\np2 gets SIGUSR1 p1 still\np2 gets SIGUSR1 p1",
        );
        const [first, second] = eventsOf(played, "signalSent").map(({ seq }) => seq);
        assert.deepEqual(
            eventsOf(played, "signalDelivered").map(({ generated }) => generated),
            [[first], [second]],
        );
        assert.deepEqual(signalsOf(played, "p2").pending, []);
    });
});

describe("the kernel's account of signals", () => {
    const account = terminalSnapshot(101);
    const [process] = account.processes;
    assert.ok(process !== undefined);
    const withSignals = (blockedMask: string, shared: string, facts: Partial<KernelThread> = {}): typeof account => {
        const signals = { blocked: blockedMask, ignored: "0", caught: "0", pending: "0", shared };
        return { ...account, processes: [{ ...process, threads: process.threads.map((thread) => ({ ...thread, ...facts, signals })) }] };
    };

    it("is held against the model", () => {
        const { state } = play("p1 mask block SIGUSR1\np1 kill p1 SIGUSR1");
        assert.deepEqual(compareSnapshot(withSignals("200", "200"), state).differences, []);
        const [first = "", second = "", ...rest] = compareSnapshot(withSignals("400", "400"), state).differences;
        assert.match(first, /pending for the process: the model says SIGUSR1, the kernel says SIGSEGV$/);
        assert.match(second, /blocked signals: the model says SIGUSR1, the kernel says SIGSEGV$/);
        assert.deepEqual(rest, []);
        // A process that is ending has no signal handling any more.
        assert.deepEqual(compareSnapshot(withSignals("0", "0"), state).differences, []);
    });

    it("may say that a thread has its own mask again, once a signal has ended the call that had replaced it, and not before", () => {
        const inCall = "p1 mask block SIGUSR2\np1 enters suspend SIGUSR1";
        const said = (script: string, mask: string): readonly string[] =>
            compareSnapshot(withSignals(mask, "0"), play(script).state).differences.filter((line) => line.includes("blocked"));
        const [ownMask, callsMask, another] = ["800", "200", "400"];
        assert.deepEqual(
            [callsMask, ownMask].map((mask) => said(inCall, mask).length),
            [0, 1],
        );
        const between = `${inCall}\np1 leaves -514\np1 gets SIGCHLD`;
        assert.deepEqual(
            [callsMask, ownMask, another].map((mask) => said(between, mask).length),
            [0, 0, 1],
        );
    });

    it("may say that a thread has its own mask again when it was woken in a call that had replaced it, and not while it sleeps there", () => {
        const { state } = play("p1 mask block SIGUSR2\np1 enters suspend SIGUSR1");
        const [ownMask, callsMask, another] = ["800", "200", "400"];
        const said = (letter: string): readonly number[] =>
            [callsMask, ownMask, another].map(
                (mask) =>
                    compareSnapshot(withSignals(mask, "0", { state: letter, call: 130 }), state).differences.filter((line) =>
                        line.includes("blocked signals"),
                    ).length,
            );
        assert.deepEqual(said("S"), [0, 1, 1]);
        assert.deepEqual(said("R"), [0, 0, 1]);
    });

    it("is compared in the queue of real-time signals: their order, and their values", () => {
        const { state } = play("p1 mask block SIGRTMIN\np1 sigqueue p1 SIGRTMIN 5\np1 sigqueue p1 SIGRTMIN 7\np1 kill p1 SIGRTMIN");
        const queued = (error: number, ...values: readonly (number | null)[]): readonly string[] => {
            const bytes = Buffer.alloc(128 * values.length);
            for (const [index, value] of values.entries()) {
                bytes.writeInt32LE(34, 128 * index);
                bytes.writeInt32LE(value === null ? 0 : -1, 128 * index + 8);
                bytes.writeBigInt64LE(BigInt(value ?? 99), 128 * index + 24);
            }
            const answer = { inquiry: queueInquiries[1], subject: 101, result: values.length, error, bytes };
            const kernel = withSignals("200000000", "200000000");
            return compareSnapshot({ ...kernel, answers: [...kernel.answers, answer] }, state).differences.map((line) =>
                line.replace(/^.*?\): /, ""),
            );
        };
        assert.deepEqual(queued(0, 5, 7, null), []);
        assert.deepEqual(queued(0, 7, 5, null), [
            "queued for the process: the model says SIGRTMIN 5, SIGRTMIN 7, SIGRTMIN, the kernel says SIGRTMIN 7, SIGRTMIN 5, SIGRTMIN",
        ]);
        assert.equal(queued(0, 5, 7).length, 1);
        // A thread that is not stopped cannot be asked.
        assert.deepEqual(queued(3), []);
    });

    it("is not, of a signal whose timer may have expired", () => {
        const { state } = play("p1 mask block SIGALRM\np1 alarm 1");
        assert.deepEqual(compareSnapshot(withSignals("2000", "2000"), state).differences, []);
    });
});

describe("a set of signals", () => {
    it("has the bits of the kernel's sigset_t", () => {
        assert.deepEqual(signalsIn(0x8000_0001_8000_0201n), ["SIGHUP", "SIGUSR1", "signal 32", "signal 33", "SIGRTMIN+30"]);
    });
});
