import assert from "node:assert/strict";
import type { Pidfd } from "../../tracer/model/kinds/pidfd";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { pidfdJudge } from "../../tracer/snapshot/pidfd";
import { terminalSnapshot } from "./kernelAccount";
import { eventsOf, play } from "./script";

const begun = "p1 fork p2\np1 pidfd_open p2 = 3\n";

function pidfdOf(state: State): Pidfd {
    const object = state.objects.get("pidfd1");
    assert.ok(object?.kind === "pidfd", "pidfd1 is there");
    return object;
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

function shown(script: string): unknown {
    return stateJson(play(script).state).objects.find(({ kind }) => kind === "pidfd");
}

describe("a pidfd", () => {
    it("stands for a process, also after its end", () => {
        const facts = { id: "pidfd1", kind: "pidfd", name: null, process: "p2", pid: 102, thread: false };
        assert.deepEqual(shown(begun), { ...facts, ended: false });
        assert.deepEqual(shown(`${begun}p2 exits 3`), { ...facts, ended: true });
        assert.match(stateText(play(`${begun}p2 exits 3`).state), /^pidfd1 {2}pidfd: for p2, which has ended$/m);
    });

    it("of a process that is not traced has only a number", () => {
        const { process, pid } = pidfdOf(play("p1 pidfd_open p9 = 3").state);
        assert.deepEqual([process, pid], [null, 109]);
    });

    it("may stand for one thread: a signal sent through it is that thread's", () => {
        const ofThread = "p1 thread p1.2\np1 pidfd_open p1.2 thread = 3\n";
        const { process, pid, thread } = pidfdOf(play(ofThread).state);
        assert.deepEqual([process, pid, thread], ["p1", 1012, true]);
        const [sent] = eventsOf(play(`${ofThread}p1 pidfd-signal 3 SIGUSR1`), "signalSent");
        assert.deepEqual([sent?.target, sent?.targetTid], ["p1", 1012]);
    });

    it("is given a signal in place of a number", () => {
        const [sent] = eventsOf(play(`${begun}p1 pidfd-signal 3 SIGTERM`), "signalSent");
        assert.deepEqual([sent?.target, sent?.targetTid, sent?.signal], ["p2", undefined, "SIGTERM"]);
    });

    it("of a zombie has its number until it is reaped, which nobody sees init do", () => {
        const [inquiry = ""] = pidfdJudge.inquiries;
        const differences = (script: string, number: number): readonly string[] => {
            const snapshot = terminalSnapshot(101);
            const facts = { position: 0, mode: 0o600, device: "14", inode: "9", rdev: "0", size: 0 };
            const pidfd = { fd: 3, class: 2, link: "anon_inode:[pidfd]", flags: 2, ...facts };
            const tables = snapshot.tables.map((table) => ({ ...table, fds: [...table.fds, pidfd] }));
            const bytes = new TextEncoder().encode(`pos:\t0\nPid:\t${number}\n`);
            const answer = { inquiry, subject: 2, result: bytes.length, error: 0, bytes };
            const { state } = play(script);
            const all = compareSnapshot({ ...snapshot, tables, answers: [...snapshot.answers, answer] }, state).differences;
            return all.flatMap((line) => (line.includes("pidfd1: pid") ? [line.replace(/^.*: pid: /, "")] : []));
        };
        const reaped = `${begun}p2 exits 0\np1 wait p2`;
        assert.deepEqual(differences(reaped, -1), []);
        assert.deepEqual(differences(reaped, 102), ["the model says -1, the kernel says 102"]);
        const orphan = "p1 fork p2\np2 fork p3\np1 pidfd_open p3 = 3\np2 exits 0\np3 exits 0";
        assert.deepEqual(
            [-1, 103].flatMap((number) => differences(orphan, number)),
            [],
        );
        assert.deepEqual(differences(orphan, 104), ["the model says -1, the kernel says 104"]);
    });

    it("is told in the man page's words", () => {
        assert.equal(
            said(begun),
            "pidfd_open made pidfd1: descriptor 3, for p2. It refers to this process even when its number is used again. It is readable once the process has ended.",
        );
    });
});
