import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { escapeBytes } from "../../tracer/model/bytes";
import type { MessageReceived } from "../../tracer/model/kinds/messageQueue/events";
import type { MessageQueue } from "../../tracer/model/kinds/messageQueue/state";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play, type Played } from "./script";

function queueOf(state: State, id = "messageQueue1"): MessageQueue {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "messageQueue", `${id} is there`);
    return object;
}

/** "2:two p1, 1:one p2": what is in the queue, in order, and who sent it. */
function content(state: State): string {
    return queueOf(state)
        .messages.map(({ type, data, process }) => `${type}:${data === null ? "?" : escapeBytes(data)} ${process}`)
        .join(", ");
}

function waitReason(state: State, id: string): string | null {
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}

function received(played: Played): MessageReceived | undefined {
    return eventsOf(played, "messageReceived").find((event): event is MessageReceived => "type" in event);
}

const made = "p1 msgget 0 = 3\np1 fork p2\n";
const three = `${made}p1 msgsnd 3 2 "two"\np2 msgsnd 3 1 "one"\np1 msgsnd 3 2 "TWO"\n`;

describe("a System V message queue", () => {
    it("keeps messages in the order in which they were sent, with type, bytes and sender", () => {
        const { state } = play(three);
        assert.equal(content(state), "2:two p1, 1:one p2, 2:TWO p1");
        assert.deepEqual([queueOf(state).bytes, queueOf(state).lastSender?.process], [9, "p1"]);
    });

    it("gives the first message, the first of a type, or the first of the lowest types", () => {
        assert.equal(content(play(`${three}p2 msgrcv 3 0 2 "two"`).state), "1:one p2, 2:TWO p1");
        assert.equal(content(play(`${three}p2 msgrcv 3 1 1 "one"`).state), "2:two p1, 2:TWO p1");
        assert.equal(content(play(`${three}p2 msgrcv 3 -2 1 "one"`).state), "2:two p1, 2:TWO p1");
        assert.equal(content(play(`${three}p2 msgrcv 3 -1 1 "one"`).state), "2:two p1, 2:TWO p1");
        assert.equal(content(play(`${three}p2 msgrcv 3 2 1 "one" MSG_EXCEPT`).state), "2:two p1, 2:TWO p1");
    });

    it("knows which send a received message came from", () => {
        const played = play(`${three}p2 msgrcv 3 2 2 "two"`);
        const [sent] = eventsOf(played, "messageSent");
        assert.deepEqual(eventsOf(played, "messageReceived")[0]?.segments, [{ write: sent?.seq, offset: 0, length: 3 }]);
        assert.equal(queueOf(played.state).lastReceiver?.process, "p2");
    });

    it("gives a message whose sender has not been seen to return", () => {
        const early = `${made}p2 enters msgsnd 3 5 "early"\np1 msgrcv 3 0 5 "early"\n`;
        const played = play(`${early}p2 leaves`);
        assert.equal(eventsOf(played, "messageReceived")[0]?.segments[0]?.write, eventsOf(played, "callBlocked")[0]?.seq);
        assert.deepEqual([queueOf(played.state).messages.length, queueOf(played.state).bytes], [0, 0]);
    });

    it("believes type and bytes when two senders were seen in another order", () => {
        const { state } = play(`${made}p1 msgsnd 3 1 "a"\np2 msgsnd 3 1 "b"\np1 msgrcv 3 0 1 "b"`);
        assert.equal(content(state), "1:a p1");
    });

    it("drops nothing of a send that failed, or whose sender was killed", () => {
        for (const end of ["p2 leaves EIDRM", "p2 leaves ERESTARTSYS", "p2 killed SIGKILL"]) {
            const { state } = play(`${made}p2 enters msgsnd 3 5 "text"\n${end}`);
            assert.deepEqual([queueOf(state).messages.length, queueOf(state).sending.length], [0, 0]);
        }
    });

    it("with MSG_COPY keeps the message, and with MSG_NOERROR loses its end", () => {
        assert.equal(content(play(`${three}p1 msgrcv 3 1 1 "one" MSG_COPY IPC_NOWAIT`).state), "2:two p1, 1:one p2, 2:TWO p1");
        const cut = play(`${three}p1 msgrcv 3 0 2 "t" MSG_NOERROR`);
        assert.equal(content(cut.state), "1:one p2, 2:TWO p1");
        assert.equal(queueOf(cut.state).bytes, 6);
        assert.equal(received(cut)?.discarded, 2);
    });

    describe("of which one of several receivers has got a cut message", () => {
        // Both are asking when the first returns: it got "ab" of either "abc", which is the first, or "abcd".
        const sent = `${made}p1 fork p3\np1 msgsnd 3 1 "abc"\np1 msgsnd 3 1 "abcd"\np1 msgsnd 3 1 "x"\n`;
        const cut = `${sent}p3 enters msgrcv 3 0 1 "x"\np2 enters msgrcv 3 0 1 "ab" MSG_NOERROR\np2 leaves\n`;
        /** The same, with what the other one asked for and got. */
        const other = (words: string): string => cut.replace('p3 enters msgrcv 3 0 1 "x"', `p3 enters msgrcv ${words}`);

        it("does not know which", () => {
            const played = play(cut);
            const got = received(played);
            const sends = eventsOf(played, "messageSent").map(({ seq }) => seq);
            assert.deepEqual([got?.segments[0]?.write, got?.doubt?.among], [null, sends.slice(0, 2)]);
            assert.deepEqual([queueOf(played.state).bytes, content(played.state)], [null, "1:abc p1, 1:abcd p1, 1:x p1"]);
            assert.match(
                stateText(played.state),
                /“abc” {2}from p1 {2}\(perhaps received\)\n.*“abcd” {2}from p1 {2}\(perhaps received\)\n.*“x” {2}from p1\n/,
            );
        });

        it("learns it from what the other one got", () => {
            for (const [got, left, bytes] of [
                ["abc", "1:x p1", 1],
                ["abcd", "1:x p1", 1],
                ["x", "1:abcd p1", 4],
            ] as const) {
                const { state } = play(`${other(`3 0 1 "${got}"`)}p3 leaves`);
                assert.deepEqual([content(state), queueOf(state).bytes, queueOf(state).doubts], [left, bytes, []]);
            }
        });

        it("and from its having got none", () => {
            for (const end of ["leaves ENOMSG", "leaves ERESTARTSYS", "killed SIGKILL"]) {
                const { state } = play(`${cut}p3 ${end}`);
                assert.deepEqual([content(state), queueOf(state).bytes], ["1:abcd p1, 1:x p1", 5]);
            }
        });

        it("knows it where the other one asked for another type, and where nobody else asked", () => {
            assert.equal(content(play(other('3 2 2 "x"')).state), "1:abcd p1, 1:x p1");
            assert.equal(content(play(`${sent}p2 msgrcv 3 0 1 "ab" MSG_NOERROR`).state), "1:abcd p1, 1:x p1");
        });

        it("learns of two at once, from one message", () => {
            const both = `${sent}p1 fork p4\np3 enters msgrcv 3 0 1 "abcd"\np2 enters msgrcv 3 0 1 "ab" MSG_NOERROR\np4 enters msgrcv 3 0 1 "" MSG_NOERROR\n`;
            const before = play(`${both}p2 leaves\np4 leaves`);
            assert.equal(queueOf(before.state).doubts.length, 2);
            const { state } = play(`${both}p2 leaves\np4 leaves\np3 leaves`);
            assert.deepEqual([content(state), queueOf(state).bytes, queueOf(state).doubts], ["", 0, []]);
        });

        it("does not know it where two had sent at once, until one of theirs is received whole", () => {
            const atOnce = `${made}p1 fork p3\np3 enters msgsnd 3 1 "abc"\np1 msgsnd 3 1 "abcd"\np3 leaves\np2 msgrcv 3 0 1 "ab" MSG_NOERROR\n`;
            assert.deepEqual([content(play(atOnce).state), queueOf(play(atOnce).state).bytes], ["1:abcd p1, 1:abc p3", null]);
            for (const whole of ["abc", "abcd"]) {
                const { state } = play(`${atOnce}p2 msgrcv 3 0 1 "${whole}"`);
                assert.deepEqual([content(state), queueOf(state).bytes], ["", 0]);
            }
        });

        it("knows that all are gone when as many have received as there were", () => {
            const sends = 'p3 enters msgsnd 3 1 "abc"\np1 msgsnd 3 1 "abcd"\np3 leaves\np1 msgsnd 3 2 "x"\n';
            const atOnce = `${made}p1 fork p3\n${sends}`;
            const one = `${atOnce}p2 msgrcv 3 1 1 "ab" MSG_NOERROR\n`;
            const { state } = play(`${one}p2 msgrcv 3 1 1 "abc" MSG_NOERROR`);
            assert.deepEqual([content(state), queueOf(state).bytes], ["2:x p1", 1]);
        });

        it("keeps in mind a message whose sender has not returned", () => {
            const late = `${made}p1 fork p3\np1 fork p4\np1 msgsnd 3 1 "abc"\np4 enters msgsnd 3 1 "abd"\n`;
            const asking = `${late}p3 enters msgrcv 3 0 1 "abc"\np2 enters msgrcv 3 0 1 "ab" MSG_NOERROR\np2 leaves\n`;
            for (const end of ["p4 leaves\np3 leaves", "p3 leaves\np4 leaves"]) {
                const { state } = play(`${asking}${end}`);
                assert.deepEqual([content(state), queueOf(state).sending, queueOf(state).bytes], ["", [], 0], end);
            }
        });
    });

    it("loses a message that a receiver took and could not store", () => {
        const played = play(`${three}p2 msgrcv 3 1 0 "" = EFAULT`);
        assert.equal(content(played.state), "2:two p1, 2:TWO p1");
        assert.equal(eventsOf(played, "messageLost")[0]?.message, eventsOf(played, "messageSent")[1]?.seq);
    });

    it("does not know which of two waiting senders came first, nor who was the last", () => {
        const waiting = `p1 msgget 0 = 3\np1 fork p2\np1 fork p3\np2 enters msgsnd 3 1 "b"\np3 enters msgsnd 3 1 "c"\n`;
        const one = play(`${waiting}p3 leaves`);
        assert.deepEqual([content(one.state), queueOf(one.state).lastSender?.process], ["1:c p3", "p3"]);
        assert.deepEqual(
            queueOf(one.state).messages.map(({ concurrent }) => concurrent),
            [false],
        );
        const both = play(`${waiting}p3 leaves\np2 leaves`);
        assert.deepEqual(
            queueOf(both.state).messages.map(({ concurrent }) => concurrent),
            [true, true],
        );
        assert.equal(queueOf(both.state).lastSender?.pid, null);
        const later = play(`${waiting}p3 leaves\np2 leaves\np1 msgsnd 3 1 "a"`);
        assert.deepEqual(
            queueOf(later.state).messages.map(({ concurrent }) => concurrent),
            [true, true, false],
        );
        assert.equal(queueOf(later.state).lastSender?.process, "p1");
    });

    it("notes of a receiver that waited the thread, as the kernel does", () => {
        const waited = play(`p1 msgget 0 = 3\np1 thread p1.2\np1.2 enters msgrcv 3 0 1 "x"\np1 msgsnd 3 1 "x"\np1.2 leaves`);
        assert.equal(queueOf(waited.state).lastReceiver?.pid, 1012);
        const found = play(`p1 msgget 0 = 3\np1 thread p1.2\np1 msgsnd 3 1 "x"\np1.2 enters msgrcv 3 0 1 "x"\np1.2 leaves`);
        assert.equal(queueOf(found.state).lastReceiver?.pid, 101);
    });

    it("outlives its makers, and goes when it is removed, with all edges to it", () => {
        const { state } = play(`${three}p1 exits 0\np2 exits 0`);
        assert.equal(content(state), "2:two p1, 1:one p2, 2:TWO p1");
        const removed = play(`${three}p2 msgctl 3 rmid`);
        assert.equal(removed.state.objects.has("messageQueue1"), false);
        assert.equal(removed.state.processes.get("p1")?.uses.size, 0);
        assert.equal(eventsOf(removed, "messageQueueRemoved")[0]?.lost, 3);
    });

    it("is found again by its number, and a number that is used again is another queue", () => {
        const found = play("p1 msgget 7 IPC_CREAT = 3\np1 fork p2\np2 msgget 7 = 3\np1 msgctl 3 rmid\np2 msgget 7 IPC_CREAT = 3");
        assert.equal(eventsOf(found, "messageQueueOpened")[0]?.object, "messageQueue1");
        assert.deepEqual([...found.state.objects.keys()].slice(-1), ["messageQueue2"]);
    });

    it("that was there before has unknown contents, but what is sent is known", () => {
        const { state } = play('p1 msgget 7 = 3\np1 msgsnd 3 1 "x"');
        assert.deepEqual([queueOf(state).bytes, queueOf(state).limit, content(state)], [null, null, "1:x p1"]);
        const unknown = play('p1 msgrcv 9 0 4 "old"');
        assert.equal(eventsOf(unknown, "messageReceived")[0]?.segments[0]?.write, null);
    });

    it("has the limit that msgctl sets", () => {
        assert.equal(queueOf(play(`${made}p1 msgctl 3 set 100`).state).limit, 100);
    });

    it("is used by those who made it, opened it, send and receive", () => {
        const { state } = play(`${three}p2 msgrcv 3 0 2 "two"`);
        assert.deepEqual(
            [...state.processes.values()].map(({ id, uses }) => [id, uses.get("messageQueue1")?.how]),
            [
                ["p1", ["made", "sent"]],
                ["p2", ["sent", "received"]],
            ],
        );
        assert.deepEqual(stateJson(state).processes[1]?.uses, [
            { object: "messageQueue1", how: "sent" },
            { object: "messageQueue1", how: "received" },
        ]);
    });

    it("says who waits, and for which type or how much room", () => {
        const waits = `${made}p2 enters msgrcv 3 2 2 "x"`;
        assert.equal(waitReason(play(waits).state, "p2"), "waiting for a message of type 2; the queue is empty");
        assert.equal(
            waitReason(play(`${waits}\np1 msgsnd 3 1 "one"`).state, "p2"),
            "waiting for a message of type 2; the queue holds 1 message",
        );
        const except = `${made}p2 enters msgrcv 3 2 2 "x" MSG_EXCEPT`;
        assert.match(waitReason(play(except).state, "p2") ?? "", /^waiting for a message of any type but 2/);
        const full = `${made}p1 msgctl 3 set 4\np1 msgsnd 3 1 "abc"\np2 enters msgsnd 3 1 "de"`;
        assert.equal(waitReason(play(full).state, "p2"), "the queue is full (3 of 4 bytes); its message has 2");
    });

    it("is shown as text and as JSON, message by message", () => {
        const { state } = play(`${made}p1 msgsnd 3 2 "two\\n"\np2 enters msgrcv 3 7 7 "x"`);
        const text = stateText(state);
        assert.match(text, /messageQueue1 {2}number 3, IPC_PRIVATE {2}\(1 message, 4 of \? bytes\)/);
        assert.match(text, / {6}type 2 {2}4 bytes “two\\n” {2}from p1/);
        assert.match(text, / {6}p2 in msgrcv: waiting for a message of type 7; the queue holds 1 message/);
        const { messages, waiters, key, number } = stateJson(state).objects.at(-1) ?? assert.fail();
        assert.deepEqual([messages, key, number], [[{ type: 2, length: 4, preview: "two\\n" }], 0, 3]);
        assert.deepEqual(waiters, [{ process: "p2", tid: 102, call: "msgrcv" }]);
    });

    it("is told in the man page's words", () => {
        const said = (script: string): string => {
            const { events, state } = play(script);
            const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
            return explanation === null ? text : `${text} ${explanation}`;
        };
        assert.equal(
            said("p1 msgget 7 IPC_CREAT = 3"),
            "msgget made messageQueue1: number 3, key 0x7. It has no descriptor: whoever knows its key or number can use it, and it stays until somebody removes it.",
        );
        assert.equal(
            said(`${made}p1 msgsnd 3 2 "two"`),
            "msgsnd sent a message of type 2, 3 bytes to messageQueue1: “two”. The queue now holds 1 message, 3 bytes.",
        );
        assert.equal(
            said(`${three}p2 msgrcv 3 -2 1 "one"`),
            "msgrcv received a message of type 1, 3 bytes from messageQueue1: “one”. The queue now holds 2 messages, 6 bytes. It had asked for one of a type up to 2.",
        );
        assert.equal(
            said(`${three}p2 msgctl 3 rmid`),
            "msgctl removed messageQueue1. Who waits for it gets EIDRM. 3 messages in it are lost.",
        );
    });
});
