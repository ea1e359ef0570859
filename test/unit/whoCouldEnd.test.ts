import assert from "node:assert/strict";
import { firstWait } from "../../tracer/model/owners/process";
import { sceneOf } from "../../webview/scene/sceneOf";
import { whatIsAwaited, whoCouldEnd } from "../../tracer/model/whoCouldEnd";
import { play } from "./script";

interface Told {
    readonly by: readonly string[];
    readonly others: string | null;
    readonly at: readonly string[];
}

/** Of the call in which p1, or another process, is at the end of a script. */
function enders(script: string, id = "p1"): Told {
    const { state } = play(script);
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    assert.ok(process !== undefined && wait !== null, `${id} waits`);
    const { known, others } = whoCouldEnd(state, process, wait);
    return { by: known.map(({ text }) => text), others, at: whatIsAwaited(state, wait) };
}

describe("who could end a wait", () => {
    it("for a pipe is who holds its other end, in messages too", () => {
        const pipe = "p1 pipe 3 4\np1 fork p2\np1 close 4\n";
        assert.deepEqual(enders(`${pipe}p1 enters read 3`), { by: ["p2's descriptor 4 (fork at a.c:2)"], others: "nobody", at: ["pipe1"] });
        assert.deepEqual(enders(`${pipe}p2 enters write 4 y*70000`, "p2").by, [
            "p1's descriptor 3 (pipe at a.c:1)",
            "p2's descriptor 3 (fork at a.c:2)",
        ]);
    });

    it("for a FIFO is whoever opens its other end, too", () => {
        const opened = "p1 mkfifo /tmp/f\np1 enters open /tmp/f O_RDONLY";
        assert.deepEqual(enders(opened), { by: [], others: "whoever opens the FIFO /tmp/f for writing", at: ["fifo1"] });
    });

    it("for an eventfd is who has it, but for those who all wait for the same", () => {
        const two = "p1 eventfd 3 0\np1 fork p2\np1 fork p3\np2 enters take 3 1\np1 enters take 3 1";
        assert.deepEqual(enders(two).by, ["p3's descriptor 3 (fork at a.c:3)"]);
        assert.deepEqual(enders("p1 eventfd 3 0\np1 thread p1.2\np1 enters take 3 1").by, ["p1's descriptor 3 (eventfd at a.c:1)"]);
    });

    it("for a lock is who has it, and who keeps the description that owns it", () => {
        const locked = "p2 open /tmp/a O_RDWR = 3\np2 flock 3 exclusive\np1 open /tmp/a O_RDWR = 3\n";
        const script = `p1 fork p2\n${locked}`;
        assert.deepEqual(enders(`${script}p1 enters flock 3 exclusive`), {
            by: ["p2 (has an exclusive lock, a.c:3)"],
            others: "nobody",
            at: ["file1"],
        });
        assert.deepEqual(enders(`${script}p2 fork p3\np2 exits 0\np1 enters flock 3 exclusive`).by, [
            "p3's descriptor 3 (fork at a.c:5), which keeps an exclusive lock",
        ]);
        assert.deepEqual(enders(`${script}p2 flock 3 unlock\np1 enters flock 3 exclusive`), { by: [], others: null, at: ["file1"] });
    });

    it("for a semaphore is who has the set and does not wait for the same, first who took it", () => {
        const set = "p1 semget 7 2 IPC_CREAT = 3\np1 semctl 3 setall 1 0\np1 fork p2\np1 fork p3\np2 semget 7 2 = 3\np3 semget 7 2 = 3\n";
        assert.deepEqual(enders(`${set}p2 semop 3 0:-1u\np3 enters semop 3 0:-1\np1 enters semop 3 0:-1`), {
            by: ["p2 (has taken 1, which its end gives back, a.c:7)"],
            others: "whoever knows set 3",
            at: ["semaphoreSet1"],
        });
        assert.deepEqual(enders(`${set}p2 semop 3 0:-1\np1 enters semop 3 0:-1`).by, ["p2 (changed it last, a.c:7)", "p3 (has the set)"]);
        const crosswise = `${set}p1 semctl 3 setall 1 1\np1 semop 3 0:-1\np2 semop 3 1:-1\np2 enters semop 3 0:-1\np1 enters semop 3 1:-1`;
        assert.deepEqual(enders(crosswise).by, ["p2 (changed it last, a.c:9)", "p3 (has the set)"]);
        assert.deepEqual(enders(crosswise, "p2").by[0], "p1 (changed it last, a.c:8)");
        assert.deepEqual(enders(`${set}p2 semop 3 1:+1\np1 enters semop 3 0:0`).by, ["p2 (has the set)", "p3 (has the set)"]);
    });

    const shared = "p1 mmap 7000 4096 -1 rw\np1 fork p2\np1 fork p3\n";
    const lock = "by pthread_mutex_lock around 2,0,102,1,128";

    it("for a mutex is its owner, a thread of its own process too, and nobody once that has ended or where it is itself", () => {
        const locked = `${shared}p1 enters futex 7028 WAIT 2 ${lock}\n`;
        assert.deepEqual(enders(locked), { by: ["p2 (has it)"], others: "nobody", at: ["futex1"] });
        assert.deepEqual(enders(`${locked}p2 exits 0`), { by: [], others: "nobody", at: ["futex1"] });
        assert.deepEqual(enders(`${locked}p2 futex 7028 WAKE 1 = 1`), { by: [], others: null, at: ["futex1"] });
        assert.deepEqual(enders(`${shared}p2 enters futex 7028 WAIT 2 ${lock}`, "p2"), { by: [], others: "nobody", at: ["futex1"] });
        const stranger = `${shared}p1 enters futex 7028 WAIT 2 by pthread_mutex_lock around 2,0,999,1,128`;
        assert.deepEqual(enders(stranger), { by: [], others: "thread 999, which is not traced,", at: ["futex1"] });
        const threads = "p1 thread p1.2\np1 enters futex 5010 WAIT 2 private by pthread_mutex_lock around 2,0,1012,1,0";
        assert.deepEqual(enders(threads).by, ["p1's thread 1012 (has it)"]);
        assert.deepEqual(enders(`${locked}p2 enters futex 7028 WAIT 2 limited ${lock}`, "p2").others, "its time-out");
    });

    it("for a semaphore or a condition is who reaches its memory and does not wait there, first who has woken somebody", () => {
        const posted = `${shared}p2 enters futex 7010 WAIT 0 by sem_wait\np3 futex 7010 WAKE 1 by sem_post = 1\np2 leaves\n`;
        assert.deepEqual(enders(`${posted}p2 enters futex 7010 WAIT 0 by sem_wait\np1 enters futex 7010 WAIT 0 by sem_wait`), {
            by: ["p3 (has posted it, a.c:5)"],
            others: "nobody",
            at: ["futex1"],
        });
        assert.deepEqual(enders(`${posted}p2 enters futex 7010 WAIT 0 by sem_wait`, "p2").by, ["p3 (has posted it, a.c:5)", "p1"]);
        assert.deepEqual(enders(`${shared}p3 exits 0\np1 enters futex 7010 WAIT_BITSET 5 bits 1`).by, ["p2"]);
        const file = "p1 open /m O_RDWR = 3\np1 mmap 7000 4096 3 rw\np1 enters futex 7010 WAIT 0 by sem_wait";
        assert.deepEqual(enders(file), { by: [], others: "whoever maps the file /m", at: ["futex1"] });
    });

    it("for a word in the memory of one process is another thread of it, or the handler of a signal", () => {
        const waits = "p1 enters futex 5010 WAIT 0 private by sem_wait";
        assert.deepEqual(enders(waits), { by: [], others: "nobody", at: ["futex1"] });
        assert.deepEqual(enders(`p1 thread p1.2\n${waits}`).by, ["another thread of p1"]);
        assert.equal(enders(`p1 handles SIGUSR1\n${waits}`).others, "the handler of a signal");
    });

    it("for a System V queue is who has it, first who has sent, or received", () => {
        const queue = "p1 msgget 7 IPC_CREAT = 3\np1 fork p2\np1 fork p3\np2 msgget 7 = 3\np3 msgget 7 = 3\n";
        assert.deepEqual(enders(`${queue}p3 msgsnd 3 2 "a"\np2 msgrcv 3 0 2 "a"\np1 enters msgrcv 3 0 1 "b"`), {
            by: ["p3 (has sent to it, a.c:6)", "p2 (has the queue)"],
            others: "whoever knows queue 3",
            at: ["messageQueue1"],
        });
        assert.deepEqual(enders(`${queue}p1 msgctl 3 set 4\np3 msgsnd 3 2 "a"\np2 msgrcv 3 0 2 "a"\np1 enters msgsnd 3 1 "abcdef"`).by, [
            "p2 (has received from it, a.c:8)",
            "p3 (has the queue)",
        ]);
    });

    it("for a POSIX queue is who can send to it, and whoever opens it", () => {
        const queue = "p1 mq_open 3 /q O_RDWR O_CREAT O_EXCL 2 8\np1 fork p2\n";
        assert.deepEqual(enders(`${queue}p1 enters mq_receive 3 1 "a"`), {
            by: ["p2's descriptor 3 (fork at a.c:2)"],
            others: "whoever opens the message queue /q for sending",
            at: ["posixMessageQueue1"],
        });
    });

    it("for a socket is who has its other end, or could accept the connection", () => {
        const pair = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\n";
        assert.deepEqual(enders(`${pair}p1 enters recv 3 "a"`).by, ["p2's descriptor 4 (fork at a.c:2)"]);
        assert.deepEqual(enders(`${pair}p1 enters send 3 "a"`).by, ["p2's descriptor 4 (fork at a.c:2)"]);
        const listening = "p1 fork p2\np2 socket 3 unix stream\np2 bind 3 /tmp/s\np2 listen 3 1\n";
        assert.deepEqual(enders(`${listening}p2 enters accept 3 5 p1 /tmp/s`, "p2"), {
            by: [],
            others: "a client that connects to /tmp/s",
            at: ["socket1"],
        });
        const connecting = `${listening}p1 socket 4 unix stream\np1 enters connect 4 /tmp/s`;
        assert.deepEqual(enders(connecting).by, ["p2's descriptor 3 (socket at a.c:2)"]);
        const unaccepted = `${listening}p1 socket 4 unix stream\np1 connect 4 /tmp/s\np1 enters recv 4 "a"`;
        assert.deepEqual(enders(unaccepted).by, ["p2's descriptor 3 (socket at a.c:2)"]);
    });

    it("for a datagram is who has connected to it, and whoever sends to its name", () => {
        const bound = "p1 fork p2\np1 socket 3 unix dgram\np1 bind 3 /tmp/d\np2 socket 4 unix dgram\n";
        assert.deepEqual(enders(`${bound}p1 enters recv 3 "a"`), { by: [], others: "whoever sends to /tmp/d", at: ["socket1"] });
        assert.deepEqual(enders(`${bound}p2 connect 4 /tmp/d\np1 enters recv 3 "a"`).by, ["p2's descriptor 4 (socket at a.c:4)"]);
    });

    it("for one of a set is who could make any of it ready", () => {
        const pipes = "p1 pipe 3 4\np1 socketpair 5 6\np1 fork p2\np1 close 4\np1 close 6\np2 close 5\n";
        const both = ["p2's descriptor 4 (fork at a.c:3)", "p2's descriptor 6 (fork at a.c:3)"];
        assert.deepEqual(enders(`${pipes}p1 enters poll 3 POLLIN 5 POLLIN`), { by: both, others: "nobody", at: ["pipe1", "socket1"] });
        assert.deepEqual(enders(`${pipes}p1 enters select 3 5`), { by: both, others: "nobody", at: ["pipe1", "socket1"] });
        const watched = `${pipes}p1 epoll 7\np1 watch 7 3 EPOLLIN 1\np1 watch 7 5 EPOLLIN EPOLLONESHOT 2\n`;
        assert.deepEqual(enders(`${watched}p1 enters waitfor 7`), { by: both, others: "nobody", at: ["epoll1", "pipe1", "socket1"] });
        assert.deepEqual(enders(`${watched}p1 waitfor 7 EPOLLIN 2\np1 enters waitfor 7`).by, both.slice(0, 1));
        assert.deepEqual(enders("p1 eventfd 3 0\np1 enters poll 3 POLLIN"), { by: [], others: "nobody", at: ["eventfd1"] });
    });

    it("for a child is the child, or any of them; of a group it is not known", () => {
        const family = "p1 fork p2\np1 fork p3\n";
        assert.deepEqual(enders(`${family}p1 enters waitpid p3`), { by: ["p3"], others: "nobody", at: [] });
        assert.deepEqual(enders(`${family}p2 exits 0\np1 enters waitid 0 0`), { by: ["p3"], others: "nobody", at: [] });
        assert.deepEqual(enders(`${family}p1 enters waitid 2 0`), { by: [], others: null, at: [] });
    });

    it("for a signal is whoever sends one with a handler that is not blocked, and a child's end where that is handled", () => {
        assert.deepEqual(enders("p1 handles SIGUSR1\np1 handles SIGUSR2\np1 enters suspend SIGUSR2"), {
            by: [],
            others: "whoever sends it SIGUSR1",
            at: [],
        });
        assert.deepEqual(enders("p1 handles SIGCHLD\np1 fork p2\np1 alarm 2\np1 enters suspend SIGUSR2"), {
            by: ["the end of p2 (SIGCHLD)"],
            others: "its ITIMER_REAL (SIGALRM) or whoever sends it SIGCHLD",
            at: [],
        });
    });
});

describe("a wait that is over, since its call is about to return, is ended by nobody:", () => {
    const scripts: Readonly<Record<string, string>> = {
        "bytes are there": 'p1 pipe 3 4\np1 fork p2\np1 enters read 3\np2 write 4 "ab"',
        "a pipe has come to its end": "p1 pipe 3 4\np1 fork p2\np1 close 4\np2 close 4\np1 enters read 3",
        "there is room": 'p1 pipe 3 4\np1 fork p2\np1 enters write 4 "ab"',
        "a pipe has no reader": "p1 pipe 3 4\np1 close 3\np1 enters write 4 y*70000",
        "a counter is not 0": "p1 eventfd 3 0\np1 fork p2\np1 enters take 3 1\np2 add 3 1",
        "the message is there": 'p1 msgget 7 IPC_CREAT = 3\np1 fork p2\np1 enters msgrcv 3 0 1 "a"\np2 msgsnd 3 1 "a"',
        "a message of a POSIX queue is there":
            'p1 mq_open 3 /q O_RDWR O_CREAT O_EXCL 2 8\np1 fork p2\np1 enters mq_receive 3 1 "a"\np2 mq_send 3 1 "a"',
        "what was sent is there": 'p1 socketpair 3 4\np1 fork p2\np1 enters recv 3 "ab"\np2 send 4 "ab"',
        "a socket's other end is closed": 'p1 socketpair 3 4\np1 close 4\np1 enters recv 3 ""',
        "a semaphore is 1": "p1 semget 0 1 = 7\np1 fork p2\np1 enters semop 7 0:-1\np2 semop 7 0:+1",
        "its child has ended": "p1 fork p2\np1 enters waitpid p2\np2 exits 0",
    };
    for (const [what, script] of Object.entries(scripts)) {
        it(what, () => {
            const { by, others } = enders(script);
            assert.deepEqual([by, others], [[], null]);
        });
    }
});

describe("who waits for whom, from process to process", () => {
    function waits(script: string): readonly string[] {
        return sceneOf(play(script).state, null, null).waits.map(({ waiter, awaited }) => `${waiter} ${awaited}`);
    }

    it("is a child's end, a new child's program, and a lock", () => {
        assert.deepEqual(waits("p1 fork p2\np1 fork p3\np1 enters wait p2"), ["p1 p2", "p1 p3"]);
        assert.deepEqual(waits("p1 fork p2\np1 fork p3\np1 enters waitpid p3"), ["p1 p3"]);
        assert.deepEqual(waits("p1 enters clone 0x4111\np1 vfork p2"), ["p1 p2"]);
        assert.deepEqual(
            waits("p1 fork p2\np2 open /tmp/a O_RDWR = 3\np2 flock 3 exclusive\np1 open /tmp/a O_RDWR = 3\np1 enters flock 3 shared"),
            ["p1 p2"],
        );
    });

    it("is nothing that goes through an object, and no crowd of children", () => {
        assert.deepEqual(waits("p1 pipe 3 4\np1 fork p2\np1 enters read 3"), []);
        assert.deepEqual(waits("p1 fork p2\np1 fork p3\np1 fork p4\np1 fork p5\np1 enters wait p2"), []);
    });
});

describe("the rows at which a process waits", () => {
    function waiting(script: string): readonly string[] {
        const { processes } = sceneOf(play(script).state, null, null);
        return processes.flatMap(({ rows }) => rows.flatMap((row) => (row.waiting ? [row.key] : [])));
    }

    it("are those of a set too, for as long as they stand for the same", () => {
        const pipes = "p1 pipe 3 4\np1 pipe 5 6\n";
        assert.deepEqual(waiting(`${pipes}p1 enters poll 3 POLLIN 5 POLLIN`), ["p1:3", "p1:5"]);
        const set = `${pipes}p1 epoll 7\np1 watch 7 3 EPOLLIN 1\np1 watch 7 5 EPOLLIN 2\n`;
        assert.deepEqual(waiting(`${set}p1 enters waitfor 7`), ["p1:3", "p1:5", "p1:7"]);
        assert.deepEqual(waiting(`${set}p1 dup 3 8\np1 close 3\np1 dup 0 3\np1 enters waitfor 7`), ["p1:5", "p1:7"]);
    });
});
