import assert from "node:assert/strict";
import { eventJson } from "../../tracer/model/eventJson";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { pipeAnswers, terminalSnapshot } from "./kernelAccount";
import { play } from "./script";
import { Player } from "./script/player";

/** What is said about the last event. */
function lastSentence(script: string): string {
    const { events, state } = play(script);
    const last = events.at(-1);
    assert.ok(last !== undefined);
    const { text, explanation } = sentence(last, state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("an event as JSON", () => {
    it("has the keys of the contract, in its order", () => {
        const { events, state } = play('p1 pipe 3 4\np1 write 4 "test\\u0000"');
        const line = JSON.stringify(eventJson(events.at(-1) ?? assert.fail(), state));
        assert.equal(
            line.replace(/"description".*"offset":null,/, ""),
            '{"seq":6,"time":0.000002,"process":"p1","pid":101,"tid":101,"kind":"bytesWritten",' +
                '"call":"write","object":"pipe1","fd":4,"length":5,"data":"test\\\\0","result":5,"source":{"file":"/src/a.c","line":2,"function":"main"}}',
        );
    });
});

describe("a state as JSON", () => {
    const json = stateJson(
        play('p1 pipe 3 4\np1 fork p2\np1 close 4\np1 write 3 "" = EBADF\np2 write 4 "test\\u0000"\np1 enters read 3').state,
    );

    it("shows processes with their descriptors and waits", () => {
        assert.deepEqual(json.processes[0], {
            id: "p1",
            pid: 101,
            parent: null,
            command: "./a",
            state: "blocked",
            exit: null,
            waitsFor: { call: "read", fd: 3, object: "pipe1" },
            descriptors: [0, 1, 2]
                .map((fd) => ({ fd, closeOnExec: false, description: "ofd1" }))
                .concat([{ fd: 3, closeOnExec: false, description: "ofd2" }]),
            threads: [{ tid: 101, waitsFor: { call: "read", fd: 3, object: "pipe1" }, blocked: null, pending: null }],
            uses: [],
            signals: null,
            mappings: null,
        });
    });

    it("shows descriptions and objects", () => {
        assert.deepEqual(json.descriptions[1], { id: "ofd2", object: "pipe1", access: "read", statusFlags: [], offset: 0, references: 2 });
        assert.deepEqual(json.objects, [
            { id: "tty1", kind: "tty", name: "/dev/pts/3" },
            { id: "pipe1", kind: "pipe", name: null, bytes: 5, capacity: 65536, preview: "test\\0", readers: 2, writers: 1 },
        ]);
    });

    it("does not count the ends of a pipe that others hold too, and has its capacity from the kernel", () => {
        const player = new Player();
        const outside = {
            class: 1,
            link: "pipe:[77]",
            flags: 1,
            position: 0,
            mode: 0o010600,
            device: "14",
            inode: "77",
            rdev: "0",
            size: 0,
        };
        player.read({ type: "task", time: 1, tid: 201, pid: 201, creatorTid: 0, creatorPid: 0, cloneFlags: 0n, stack: 0, how: "launched" });
        player.read({ type: "exec", time: 1, pid: 201, formerTid: 201, path: "/bin/b", directory: "/", arguments: ["./b"] });
        player.read({
            type: "snapshot",
            time: 1,
            snapshot: {
                ...terminalSnapshot(201),
                tables: [{ class: 1, fds: [{ fd: 1, ...outside }] }],
                answers: pipeAnswers(outside.class, 3, 8192),
            },
        });
        const { objects } = stateJson(player.interpreter.state);
        assert.deepEqual(
            objects.find(({ kind }) => kind === "pipe"),
            { id: "pipe1", kind: "pipe", name: null, bytes: null, capacity: 8192, preview: null, readers: null, writers: null },
        );
    });

    it("says nothing of bytes that nobody counted", () => {
        const { objects } = stateJson(play('p1 open /fifo/old O_RDWR = 3\np1 read 3 "?"').state);
        assert.deepEqual(objects[1], {
            id: "fifo1",
            kind: "fifo",
            name: "/fifo/old",
            bytes: null,
            capacity: 65536,
            preview: null,
            readers: 1,
            writers: 1,
        });
    });
});

describe("a state as text", () => {
    it("shows tables, ends and bytes", () => {
        const { state } = play('p1 pipe 3 4\np1 fork p2\np1 close 4\np2 close 3\np2 write 4 "test"\np2 exits 0');
        assert.equal(
            stateText(state),
            `After event ${state.at}, 0.006 ms

p1  ./a  (pid 101)  running
    0 ── ofd1   ◀─▶ the terminal /dev/pts/3  [3 references]
    1 ── ofd1   ◀─▶ the terminal /dev/pts/3  [3 references]
    2 ── ofd1   ◀─▶ the terminal /dev/pts/3  [3 references]
    3 ── ofd2   ◀── pipe1

p2  ./a  (pid 102, child of p1)  zombie, ended: exit code 0

pipe1  (4 of 65536 bytes)
      nobody can write ──▶ [ “test” ] ──▶ p1 3
      4 written, 0 read so far

tty1     /dev/pts/3
`,
        );
    });
});

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
        assert.equal(lastSentence("p1 pipe 3 4\np1 enters read 3"), "p1 is in read(3): the pipe is empty; 1 descriptor could still write.");
        assert.equal(lastSentence("p1 fork p2\np1 enters wait p2"), "p1 is in wait4: waiting for any child to end.");
        assert.equal(
            lastSentence("p1 pipe 3 4\np1 thread p1.2\np1.2 enters wait p2\np1 enters read 3"),
            "p1 is in read(3): the pipe is empty; 1 descriptor could still write.",
        );
    });

    it("says what fork copied and what exec kept", () => {
        assert.equal(
            lastSentence("p1 fork p2"),
            "fork made p2, a copy of p1. p2 has a copy of the descriptor table: its 3 descriptors and those of p1 share their open file descriptions.",
        );
        assert.equal(
            lastSentence("p1 pipe 3 4 O_CLOEXEC\np1 exec wc -l"),
            "p1 executes wc -l. Descriptors 3 and 4 had close-on-exec and are closed. The other 3 descriptors stay open in the new program.",
        );
    });

    it("exists for failures", () => {
        assert.equal(
            lastSentence('p1 pipe 3 4\np1 read 3 "" = EAGAIN'),
            "read(3) failed: EAGAIN. The call would have had to wait, and O_NONBLOCK forbids that.",
        );
        assert.equal(lastSentence('p1 pipe 3 4\np1 write 4 "" = EPIPE'), "write(4) failed: EPIPE. Nobody can read the pipe any more.");
    });
});
