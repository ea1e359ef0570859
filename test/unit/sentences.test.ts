import assert from "node:assert/strict";
import type { Event } from "../../tracer/model/event";
import { sentence } from "../../tracer/model/sentence";
import { eventsOf, play } from "./script";

/** What is said about the last event, or the last of this kind. */
function lastSentence(script: string, kind?: Event["kind"]): string {
    const { events, state } = play(script);
    const last = kind === undefined ? events.at(-1) : events.findLast((event) => event.kind === kind);
    assert.ok(last !== undefined);
    const { text, explanation } = sentence(last, state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("a sentence", () => {
    it("says what dup gave, and what follows from it", () => {
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 fork p2\np2 close 1\np2 dup 4 = 1"),
            "dup(4) returned 1, the lowest free descriptor. Descriptors 1 and 4 of p2 now share one open file description: what it prints goes into pipe1.",
        );
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 dup2 3 0"),
            "dup2(3, 0) made 0 stand for the same as 3. Descriptors 0 and 3 of p1 now share one open file description: what it reads comes out of pipe1.",
        );
    });

    it("says what the end of the last writer means", () => {
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 close 4"),
            "close(4) closed a descriptor of pipe1. It was the last descriptor of its open file description. " +
                "Nobody can write to pipe1 any more: once it is empty, a read returns end of file.",
        );
        assert.equal(
            lastSentence('p1 pipe 3 4\np1 close 4\np1 read 3 ""'),
            "read(3) returned 0: end of file. Nobody has pipe1 open for writing.",
        );
    });

    it("speaks of a FIFO as a FIFO, and of bytes that are gone already", () => {
        const opened = "p1 open /fifo/f O_RDWR = 3\np1 fork p2\n";
        assert.equal(
            lastSentence(`${opened}p1 write 3 "ab"`),
            "write(3) wrote 2 bytes into the FIFO /fifo/f: “ab”. The FIFO now holds 2 of 65536 bytes.",
        );
        assert.equal(
            lastSentence(`${opened}p1 enters write 3 "ab"\np2 read 3 "ab"\np1 leaves 2`),
            "write(3) wrote 2 bytes into the FIFO /fifo/f: “ab”. They have been read already.",
        );
    });

    it("says why somebody waits", () => {
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 enters read 3"),
            "p1 is in read(3): the pipe is empty; p1's own descriptor 4 could still write (got by pipe at a.c:1).",
        );
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 thread p1.2\np1.2 enters wait p2\np1 enters read 3"),
            "p1 is in read(3): the pipe is empty; p1's own descriptor 4 could still write (got by pipe at a.c:1).",
        );
    });

    it("says what fork copied and what exec kept", () => {
        assert.equal(
            lastSentence("p1 fork p2"),
            "fork made p2, a copy of p1. p2 has a copy of the descriptor table: its 3 descriptors and those of p1 share their open file descriptions.",
        );
        assert.equal(
            lastSentence("p1 pipe 3 4 O_CLOEXEC\np1 exec wc -l"),
            "p1 executes wc -l; close-on-exec closed descriptors 3 and 4. Descriptors 0, 1 and 2 stay open in the new program.",
        );
    });

    it("exists for failures", () => {
        assert.equal(
            lastSentence('p1 pipe 3 4\np1 read 3 "" = EAGAIN'),
            "read(3) failed: EAGAIN. The call would have had to wait, and O_NONBLOCK forbids that.",
        );
        assert.equal(
            lastSentence('p1 pipe 3 4\np1 write 4 "" = EPIPE', "callReturned"),
            "write(4) failed: EPIPE. Nobody can read pipe1 any more.",
        );
    });

    it("says of SIGPIPE only what happened", () => {
        const broken = "p1 pipe 3 4\np1 close 3\n";
        assert.match(lastSentence("p1 pipe 3 4\np1 close 3"), /Nobody can read pipe1 any more: a write fails with EPIPE/);
        assert.equal(
            lastSentence('p1 pipe 3 4\np1 write 4 "" = EPIPE', "signalGenerated"),
            "SIGPIPE is sent to p1, since nobody can read what it wrote.",
        );
        assert.equal(lastSentence(`${broken}p1 ignores SIGPIPE\np1 write 4 "x" = EPIPE\np1 gets SIGPIPE p1`), "p1 ignores SIGPIPE.");
        assert.equal(
            lastSentence(`${broken}p1 handles SIGPIPE\np1 gets SIGPIPE p1`, "signalDelivered"),
            "p1 gets SIGPIPE. Its handler runs.",
        );
        assert.equal(
            lastSentence(`${broken}p1 gets SIGPIPE p1`),
            "p1 gets SIGPIPE. It has no handler for it, and by default that ends p1.",
        );
    });

    it("knows that what is ignored stays so in a child and a new program, and that a handler does not", () => {
        const beginning = "p1 ignores SIGPIPE\np1 handles SIGUSR1\np1 fork p2\np2 exec wc\n";
        assert.equal(lastSentence(`${beginning}p2 gets SIGPIPE p2`), "p2 ignores SIGPIPE.");
        assert.equal(
            lastSentence(`${beginning}p2 gets SIGUSR1 p1`),
            "p2 gets SIGUSR1 from p1. It has no handler for it, and by default that ends p2.",
        );
        assert.equal(lastSentence(`${beginning}p1 gets SIGUSR1 p2`, "signalDelivered"), "p1 gets SIGUSR1 from p2. Its handler runs.");
    });

    it("names the children that somebody waits for, and says when one is no child of its own", () => {
        const family = "p1 fork p2\np2 fork p3\n";
        const reason = (line: string): string => lastSentence(family + line).replace(/^p1 is in wait(pid\([-\d]+\))?: /, "");
        assert.equal(reason("p1 enters wait p2"), "waiting for any child to end: p2.");
        assert.equal(
            reason("p1 fork p4\np1 fork p5\np1 fork p6\np1 enters wait p2"),
            "waiting for any child to end: p2, p4, p5 or 1 more.",
        );
        assert.equal(reason("p1 enters waitpid p2"), "waiting for its child p2 to end.");
        assert.equal(reason("p2 exits 0\np1 enters waitpid p2"), "its child p2 has ended.");
        assert.equal(reason("p1 enters waitpid p3"), "asked for p3, which is no child of its own.");
        assert.equal(reason("p1 enters waitpid 4711"), "asked for process 4711, which is no child of its own.");
        assert.equal(reason("p1 enters waitpid 0"), "waiting for any child in its own process group to end.");
        assert.equal(reason("p1 enters waitpid -77"), "waiting for any child in process group 77 to end.");
    });

    it("says that a creation waits only with CLONE_VFORK", () => {
        const [fork, spawn] = ["0x1200011", "0x4111"];
        assert.match(lastSentence(`p1 enters clone ${spawn}`), /^p1 is in clone: waiting for the new child to execute a program or to end/);
        const { events, state } = play(`p1 enters clone ${fork}`);
        assert.equal(events.at(-1)?.kind, "descriptorInherited");
        assert.equal(state.processes.get("p1")?.state, "running");
    });

    it("says of a write that has not returned no more than is known", () => {
        assert.equal(
            lastSentence('p1 enters write 1 "hello"'),
            "p1 is in write(1): its 5 bytes are not all written to the terminal /dev/pts/3 yet.",
        );
        assert.equal(lastSentence("p1 enters read 0"), "p1 is in read(0): nothing read from the terminal /dev/pts/3 yet.");
        assert.equal(lastSentence("p1 enters read 9"), "p1 is in read(9): the call has not returned.");
    });

    it("has the names of the source, and the event that of the kernel", () => {
        assert.equal(
            lastSentence("p1 pipe 3 4"),
            "pipe made pipe1: descriptor 3 reads, descriptor 4 writes. What is written to 4 can be read from 3, in the same order.",
        );
        assert.match(lastSentence("p1 pipe 3 4 O_CLOEXEC"), /^pipe2 made pipe1/);
        assert.match(lastSentence("p1 fork p2\np2 exits 0\np1 wait p2"), /^wait told p1 how p2 ended: exit code 0/);
        assert.match(lastSentence("p1 clone-files p2"), /^clone made p2, a copy of p1\./);
        assert.match(lastSentence("p1 vfork p2"), /^vfork made p2, which shares the memory of p1\./);
        const [event] = play("p1 pipe 3 4").events.slice(-1);
        assert.deepEqual([event?.call, event?.called], ["pipe2", "pipe"]);
        const wait = play("p1 fork p2\np1 enters wait p2").state.processes.get("p1")?.threads.get(101)?.call;
        assert.deepEqual([wait?.call, wait?.called], ["wait4", "wait"]);
    });

    it("names what exec closed, and what that means", () => {
        assert.equal(
            lastSentence("p1 pipe 3 4 O_CLOEXEC\np1 fork p2\np1 close 4\np2 exec wc"),
            "p2 executes wc; close-on-exec closed descriptors 3 (pipe1) and 4 (pipe1). Descriptors 0, 1 and 2 stay open in the new program. " +
                "Nobody can write to pipe1 any more: once it is empty, a read returns end of file.",
        );
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 exec wc"),
            "p1 executes wc. Descriptors 0, 1, 2 and 2 more stay open in the new program.",
        );
    });

    it("names those who share an open file description", () => {
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 fork p2\np1 close 4"),
            "close(4) closed a descriptor of pipe1. The open file description stays: p2's descriptor 4 still refers to it.",
        );
        assert.equal(
            lastSentence("p1 open /tmp/f O_RDWR = 3\np1 fork p2\np1 lseek 3 10"),
            "lseek(3, 10, SEEK_SET) moved the offset in the file /tmp/f to 10. It holds for all that share this open file description: p1's descriptor 3 and p2's descriptor 3.",
        );
    });

    it("says what a process leaves behind", () => {
        const end = (script: string): string => lastSentence(script).replace(" All its descriptors are closed.", "");
        assert.equal(end('p1 pipe 3 4\np1 write 4 "abc"\np1 exits 0'), "p1 ended with exit code 0; 3 bytes in pipe1 are left unread.");
        assert.equal(
            end('p1 pipe 3 4\np1 fork p2\np1 write 4 "abc"\np2 close 3\np2 exits 0\np1 wait p2\np1 exits 0'),
            "p1 ended with exit code 0; 3 bytes in pipe1 are left unread.",
        );
        assert.equal(end('p1 pipe 3 4\np1 write 4 "abc"\np1 read 3 "abc"\np1 exits 0'), "p1 ended with exit code 0.");
        const exit = eventsOf(play('p1 pipe 3 4\np1 fork p2\np1 write 4 "abc"\np1 fork p3\np3 exits 0\np1 exits 0'), "processExited").at(
            -1,
        );
        assert.deepEqual(exit?.left, { unread: [], zombies: ["p3"], orphans: ["p2"] });
        const { events, state } = play("p1 fork p2\np1 fork p3\np3 exits 0\np1 exits 0");
        const told = events.find((event) => event.kind === "processExited" && event.process === "p1");
        assert.equal(
            told === undefined ? "" : sentence(told, state).text,
            "p1 ended with exit code 0; it never waited for p3; p2 goes on without it.",
        );
    });

    it("says how much was asked for, where less was moved", () => {
        assert.match(lastSentence('p1 pipe 3 4\np1 write 4 "hello" = 3'), /^write\(4\) wrote 3 of 5 bytes into pipe1/);
        assert.match(lastSentence('p1 pipe 3 4\np1 write 4 "hello"'), /^write\(4\) wrote 5 bytes into pipe1/);
        assert.match(lastSentence('p1 pipe 3 4\np1 write 4 "hello"\np1 read 3 "hello"'), /^read\(3\) read 5 of 65536 bytes from pipe1/);
        const file = "p1 open /tmp/f O_RDWR = 3\n";
        assert.match(lastSentence(`${file}p1 write 3 "hello" = 2`), /^write\(3\) wrote 2 of 5 bytes to the file/);
        assert.equal(eventsOf(play(`${file}p1 write 3 "hello" = ENOSPC`), "callReturned").at(-1)?.asked, 5);
    });

    it("names the path of a call that failed, and the command or the offset of others", () => {
        assert.equal(lastSentence("p1 open /etc/none O_RDONLY = ENOENT"), 'open("/etc/none") failed: ENOENT. There is no such name.');
        assert.equal(lastSentence("p1 fcntl 0 3 = 2"), "fcntl(0, F_GETFL) returned 2 (O_RDWR).");
        assert.equal(lastSentence("p1 fcntl 0 3 = 35841"), "fcntl(0, F_GETFL) returned 35841 (O_WRONLY O_APPEND O_NONBLOCK).");
        assert.equal(lastSentence("p1 fcntl 0 1 = 1"), "fcntl(0, F_GETFD) returned 1 (FD_CLOEXEC).");
        assert.equal(lastSentence("p1 fcntl 0 6 = EAGAIN"), "fcntl(0, F_SETLK) failed: EAGAIN. Somebody else has a lock on it.");
        assert.equal(lastSentence("p1 fcntl 0 4711 = EINVAL"), "fcntl(0, 4711) failed: EINVAL.");
        assert.equal(
            lastSentence("p1 enters fcntl 0 7"),
            "p1 is in fcntl(0, F_SETLKW): its lock on the terminal /dev/pts/3 is not granted yet.",
        );
        assert.match(
            lastSentence('p1 open /tmp/f O_RDWR = 3\np1 pread 3 "abc" 7'),
            /^pread\(3\) read 3 of 65536 bytes at offset 7 from the file \/tmp\/f/,
        );
        assert.equal(
            lastSentence("p1 dup2 9 1 = EBADF"),
            "dup2(9, 1) failed: EBADF. There is no such open descriptor, or it has not the right access mode.",
        );
    });

    it("says whose child a process is not, when waiting for it fails", () => {
        const family = "p1 fork p2\np2 fork p3\n";
        assert.equal(
            lastSentence(`${family}p1 waitpid p3 = ECHILD`),
            "waitpid(103) failed: ECHILD, since p3 is no child of p1. There is no child to wait for.",
        );
        assert.equal(
            lastSentence(`${family}p2 exits 0\np1 wait p2\np1 waitpid p2 = ECHILD`),
            "waitpid(102) failed: ECHILD, since p1 has no child p2 any more. There is no child to wait for.",
        );
        assert.equal(lastSentence("p1 wait p2 = ECHILD"), "wait failed: ECHILD. There is no child to wait for.");
    });

    it("knows for whom waitid is, also through a pidfd", () => {
        const reason = (line: string): string => lastSentence(`p1 fork p2\np1 pidfd_open p2 = 3\n${line}`);
        assert.equal(reason("p1 enters waitid 0 0"), "p1 is in waitid: waiting for any child to end: p2.");
        assert.equal(reason("p1 enters waitid 1 p2"), "p1 is in waitid: waiting for its child p2 to end.");
        assert.equal(reason("p1 enters waitid 2 77"), "p1 is in waitid: waiting for any child in process group 77 to end.");
        assert.equal(reason("p1 enters waitid 3 3"), "p1 is in waitid(3): waiting for its child p2 to end.");
        assert.equal(reason("p1 enters waitid 3 9"), "p1 is in waitid(9): the call has not returned.");
    });
});
