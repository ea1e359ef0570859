import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { escapeBytes } from "../../tracer/model/bytes";
import type { PosixMessageQueue } from "../../tracer/model/kinds/posixMessageQueue/state";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play } from "./script";

function queueOf(state: State, id = "posixMessageQueue1"): PosixMessageQueue {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "posixMessageQueue", `${id} is there`);
    return object;
}

/** "9:high p1, 1:low p2": what is in the queue, in the order of receipt. */
function content(script: string, id?: string): string {
    return queueOf(play(script).state, id)
        .messages.map(
            ({ priority, data, process, concurrent }) =>
                `${priority}:${data === null ? "?" : escapeBytes(data)} ${process}${concurrent ? "?" : ""}`,
        )
        .join(", ");
}

function registered(script: string): unknown {
    const { notification } = queueOf(play(script).state);
    return notification === null || notification === "none" ? notification : [notification.process, notification.how, notification.signal];
}

function reason(script: string, id: string): string | null {
    const { state } = play(script);
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

const made = "p1 mq_open 3 /jobs O_RDWR O_CREAT O_EXCL 2 16\np1 fork p2\np1 fork p3\n";
const two = `${made}p1 mq_send 3 1 "low"\np2 mq_send 3 9 "high"\n`;

describe("a POSIX message queue", () => {
    it("is behind a descriptor, has a name and limits, and is empty", () => {
        const { state } = play(made);
        const { name, limit, messageSize, older, notification, createdBy } = queueOf(state);
        assert.deepEqual([name, limit, messageSize, older, notification, createdBy], ["/jobs", 2, 16, false, "none", "p1"]);
        assert.equal(state.descriptions.size > 0 && queueOf(state).descriptions, 1);
        assert.equal(eventsOf(play(made), "posixMessageQueueOpened")[0]?.closeOnExec, true);
    });

    it("has messages in the order of receipt: by priority, then by age", () => {
        assert.equal(content(`${two}p3 mq_send 3 5 "mid"\np3 mq_send 3 9 "high too"`), "9:high p2, 9:high too p3, 5:mid p3, 1:low p1");
    });

    it("knows which send a received message came from, also if the program did not ask for the priority", () => {
        for (const priority of ["9", "-"]) {
            const played = play(`${two}p3 mq_receive 3 ${priority} "high"`);
            const [received] = eventsOf(played, "messageReceived");
            assert.equal(received?.segments[0]?.write, eventsOf(played, "messageSent")[1]?.seq);
            assert.ok(received !== undefined && "priority" in received);
            assert.equal(received.priority, 9);
            assert.equal(content(`${two}p3 mq_receive 3 ${priority} "high"`), "1:low p1");
        }
    });

    it("gives a message whose sender has not been seen to return", () => {
        const early = `${made}p2 enters mq_send 3 5 "early"\np1 mq_receive 3 5 "early"\n`;
        const played = play(`${early}p2 leaves`);
        assert.equal(eventsOf(played, "messageReceived")[0]?.segments[0]?.write, eventsOf(played, "callBlocked")[0]?.seq);
        assert.equal(content(`${early}p2 leaves`), "");
    });

    it("believes priority and bytes when two senders were seen in another order", () => {
        assert.equal(content(`${made}p1 mq_send 3 1 "a"\np2 mq_send 3 1 "b"\np1 mq_receive 3 1 "b"`), "1:a p1");
    });

    it("does not know which of two that were sent at once with one priority is first", () => {
        const waiting = `${made}p2 enters mq_send 3 1 "b"\np3 enters mq_send 3 1 "c"\n`;
        assert.equal(content(`${waiting}p3 leaves\np2 leaves`), "1:c p3?, 1:b p2?");
        assert.equal(content(`${made}p2 enters mq_send 3 2 "b"\np3 enters mq_send 3 1 "c"\np3 leaves\np2 leaves`), "2:b p2, 1:c p3");
    });

    it("drops nothing of a send that failed, or whose sender was killed", () => {
        for (const end of ["p2 leaves EAGAIN", "p2 leaves ETIMEDOUT", "p2 leaves ERESTARTSYS", "p2 killed SIGKILL"]) {
            const { state } = play(`${made}p2 enters mq_send 3 5 "text"\n${end}`);
            assert.deepEqual([queueOf(state).messages.length, queueOf(state).sending.length], [0, 0]);
        }
    });

    it("outlives its descriptors as long as it has a name, and its name as long as it has descriptors", () => {
        const closed = `${two}p2 close 3\np3 close 3\np1 close 3\n`;
        assert.equal(content(closed), "9:high p2, 1:low p1");
        assert.equal(content(`${closed}p1 mq_open 4 /jobs O_RDONLY`), "9:high p2, 1:low p1");
        assert.equal(content(`${two}p1 mq_unlink /jobs\np2 mq_receive 3 9 "high"`), "1:low p1");
        assert.equal(play(`${two}p1 mq_unlink /jobs\np2 close 3\np3 close 3\np1 close 3`).state.objects.has("posixMessageQueue1"), false);
        assert.equal(play(`${closed}p1 mq_unlink /jobs`).state.objects.has("posixMessageQueue1"), false);
    });

    it("goes from processes by exec, since its descriptors are close-on-exec", () => {
        assert.deepEqual(eventsOf(play(`${made}p2 exec /bin/b`), "programExecuted").at(-1)?.closed, [3]);
    });

    it("that may be older may have told of a message, or not", () => {
        const older = "p1 mq_open 3 /jobs O_RDWR O_CREAT O_NONBLOCK\np1 mq_notify 3 signal 28\n";
        assert.equal(queueOf(play(older).state).perhapsTold, null);
        const { notification, perhapsTold } = queueOf(play(`${older}p1 mq_send 3 1 "x"`).state);
        assert.deepEqual([notification, perhapsTold], [null, { process: "p1", pid: 101, how: "signal", signal: 28 }]);
    });

    it("that may be older has unknown contents, until it is seen to be empty or counted", () => {
        const older = "p1 mq_open 3 /jobs O_RDWR O_CREAT O_NONBLOCK\n";
        const isOlder = (script: string): boolean => queueOf(play(script).state).older;
        assert.deepEqual([isOlder(older), queueOf(play(older).state).limit], [true, null]);
        assert.equal(isOlder(`${older}p1 mq_receive 3 0 "" = EAGAIN`), false);
        assert.equal(isOlder(`${older}p1 mq_send 3 0 "a"\np1 mq_getattr 3 10 8192 1`), false);
        assert.equal(isOlder(`${older}p1 mq_send 3 0 "a"\np1 mq_getattr 3 10 8192 2`), true);
        assert.deepEqual(queueOf(play(`${older}p1 mq_getattr 3 10 8192 2`).state).limit, 10);
        assert.equal(eventsOf(play(`${older}p1 mq_receive 3 4 "old"`), "messageReceived")[0]?.segments[0]?.write, null);
    });

    it("was made if its name was not there before", () => {
        const isOlder = (script: string): boolean => queueOf(play(script).state).older;
        assert.equal(isOlder("p1 mq_open 3 /jobs O_RDWR = ENOENT\np1 mq_open 3 /jobs O_RDWR O_CREAT"), false);
        assert.equal(isOlder("p1 mq_unlink /jobs\np1 mq_open 3 /jobs O_RDWR O_CREAT"), false);
        assert.equal(isOlder("p1 mq_open 3 /jobs O_RDWR = EACCES\np1 mq_open 3 /jobs O_RDWR O_CREAT"), true);
    });

    it("has O_NONBLOCK in its descriptions", () => {
        const { state } = play(`${made}p1 mq_setattr 3 O_NONBLOCK`);
        assert.deepEqual([...state.descriptions.values()].at(-1)?.statusFlags.includes("O_NONBLOCK"), true);
    });

    it("tells the registered process once, if it was empty and nobody waited", () => {
        const asked = `${made}p2 mq_notify 3 signal 10\n`;
        assert.deepEqual(registered(asked), ["p2", "signal", 10]);
        assert.equal(registered(`${asked}p1 mq_send 3 1 "x"`), "none");
        const sent = eventsOf(play(`${asked}p1 mq_send 3 1 "x"`), "messageSent")[0];
        assert.ok(sent !== undefined && "notified" in sent);
        assert.equal(sent.notified.process, "p2");
        assert.deepEqual(registered(`${made}p1 mq_send 3 1 "x"\np2 mq_notify 3 nothing\np1 mq_send 3 1 "y"`), ["p2", "nothing", 0]);
        assert.deepEqual(registered(`${asked}p3 enters mq_receive 3 1 "x"\np1 mq_send 3 1 "x"`), ["p2", "signal", 10]);
    });

    it("sends the signal that was asked for, once, also where it was seen before the send returned", () => {
        const asked = `${made}p2 handles SIGUSR1\np2 mq_notify 3 signal 10\n`;
        for (const order of [
            'p1 mq_send 3 1 "x"\np2 gets SIGUSR1 p1 SI_MESGQ',
            'p1 enters mq_send 3 1 "x"\np2 gets SIGUSR1 p1 SI_MESGQ\np1 leaves',
        ]) {
            const played = play(`${asked}${order}`);
            const generated = eventsOf(played, "signalGenerated").map(({ process, signal, cause }) => [process, signal, cause.by]);
            assert.deepEqual(generated, [["p2", "SIGUSR1", "messageQueue"]]);
            assert.deepEqual(played.state.processes.get("p2")?.signals.pending, []);
            assert.equal(registered(`${asked}${order}`), "none");
        }
        const pending = play(`${asked}p1 mq_send 3 1 "x"`).state.processes.get("p2")?.signals.pending;
        assert.deepEqual(
            pending?.map(({ signal }) => signal),
            ["SIGUSR1"],
        );
    });

    it("sends the signal once where it was seen before the send, and the process was to be told of two queues", () => {
        const second = "p2 mq_open 4 /more O_RDWR O_CREAT O_EXCL 2 16\n";
        const asked = `${made}${second}p2 handles SIGUSR1\np2 mq_notify 3 signal 10\np2 mq_notify 4 signal 10\n`;
        const seenFirst = `${asked}p2 gets SIGUSR1 p1 SI_MESGQ\np1 mq_send 3 1 "x"`;
        const { state } = play(seenFirst);
        assert.deepEqual(state.processes.get("p2")?.signals.pending, []);
        assert.equal(queueOf(state).notification, "none");
        assert.notEqual(queueOf(state, "posixMessageQueue2").notification, "none");
        const later = play(`${seenFirst}\np1 mq_receive 3 1 "x"\np2 mq_notify 3 signal 10\np1 mq_send 3 1 "y"`);
        assert.equal(eventsOf(later, "signalGenerated").length, 2);
    });

    it("forgets who is to be told when that process asks so, closes a descriptor, executes a program or ends", () => {
        const asked = `${made}p2 mq_notify 3 thread\n`;
        for (const end of ["p2 mq_notify 3 off", "p2 close 3", "p2 exec /bin/b", "p2 exits 0", "p2 killed SIGKILL"]) {
            assert.equal(registered(`${asked}${end}`), "none", end);
        }
        for (const other of ["p1 mq_notify 3 off", "p1 close 3", "p1 exec /bin/b", "p3 exits 0"]) {
            assert.deepEqual(registered(`${asked}${other}`), ["p2", "thread", 0], other);
        }
    });

    it("says who waits, and why", () => {
        assert.equal(reason(`${made}p2 enters mq_receive 3 1 "x"`, "p2"), "the queue is empty");
        assert.equal(reason(`${two}p3 enters mq_send 3 1 "x"`, "p3"), "the queue is full (2 of 2 messages)");
        assert.equal(reason(`${made}p3 enters mq_send 3 1 "x"`, "p3"), "the queue has room for its message");
    });

    it("is shown as text and as JSON", () => {
        const { state } = play(`${two}p2 mq_notify 3 signal 10\np3 enters mq_send 3 1 "x"`);
        const text = stateText(state);
        assert.match(text, /posixMessageQueue1 {2}\/jobs {2}\(2 of 2 messages, each of at most 16 bytes\)/);
        assert.match(text, / {6}priority 9 {2}4 bytes “high” {2}from p2\n {6}priority 1 {2}3 bytes “low” {2}from p1/);
        assert.match(text, / {6}p3 in mq_timedsend: the queue is full/);
        assert.match(text, / {6}a message into the empty queue tells p2 by signal 10/);
        const json = stateJson(state).objects.find(({ id }) => id === "posixMessageQueue1") ?? assert.fail();
        assert.deepEqual([json["name"], json["limit"], json["size"], json["unlinked"]], ["/jobs", 2, 16, false]);
        assert.deepEqual(json["messages"], [
            { priority: 9, length: 4, preview: "high", process: "p2" },
            { priority: 1, length: 3, preview: "low", process: "p1" },
        ]);
    });

    it("is told in the man page's words", () => {
        assert.equal(
            said("p1 mq_open 3 /jobs O_RDWR O_CREAT O_EXCL 2 16"),
            "mq_open made the message queue /jobs: descriptor 3. It can hold 2 messages of at most 16 bytes each.",
        );
        assert.equal(
            said(`${made}p1 mq_send 3 7 "hello"`),
            "mq_send(3) sent a message of priority 7, 5 bytes to the message queue /jobs: “hello”. The queue now holds 1 of 2 messages.",
        );
        assert.equal(
            said(`${made}p1 mq_send 3 7 "hello"\np2 mq_receive 3 7 "hello"`),
            "mq_receive(3) received a message of priority 7, 5 bytes from the message queue /jobs: “hello”. The queue is empty now.",
        );
        assert.equal(
            said(`${made}p1 mq_send 3 1 "a long text" = EMSGSIZE`),
            "mq_send(3) failed: EMSGSIZE. A message must not be longer than mq_msgsize, and a receiver’s buffer not shorter.",
        );
        assert.equal(
            said(`${made}p1 mq_unlink /jobs`),
            "mq_unlink removed the name /jobs. The queue stays until nobody has it open any more.",
        );
        assert.match(said(`${made}p2 mq_notify 3 thread\np1 mq_send 3 1 "x"`), / It was empty, so p2 in a new thread is told, once\.$/);
    });
});
