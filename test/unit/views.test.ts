import assert from "node:assert/strict";
import { eventJson } from "../../tracer/model/eventJson";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { pipeAnswers, terminalSnapshot } from "./kernelAccount";
import { play } from "./script";
import { Player } from "./script/player";

describe("an event as JSON", () => {
    it("has the keys of the contract, in its order", () => {
        const { events, state } = play('p1 pipe 3 4\np1 write 4 "test\\u0000"');
        const line = JSON.stringify(eventJson(events.at(-1) ?? assert.fail(), state));
        assert.equal(
            line.replace(/"description".*"offset":null,/, ""),
            '{"seq":6,"time":0.000002,"process":"p1","pid":101,"tid":101,"kind":"bytesWritten",' +
                '"call":"write","object":"pipe1","fd":4,"length":5,"data":"test\\\\0","result":5,"asked":5,"source":{"file":"/src/a.c","line":2,"function":"main"}}',
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
            group: 101,
            session: 50,
            terminal: "/dev/pts/3",
            foreground: true,
            orphanedGroup: null,
            suspended: null,
            descriptors: [0, 1, 2]
                .map((fd) => ({ fd, closeOnExec: false, description: "ofd1" }))
                .concat([{ fd: 3, closeOnExec: false, description: "ofd2" }]),
            threads: [{ tid: 101, waitsFor: { call: "read", fd: 3, object: "pipe1" }, blocked: [], pending: [] }],
            uses: [],
            signals: { blocked: [], pending: [], ignored: [], handlers: {}, queue: [], timers: [] },
            mappings: [],
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
            `After event ${state.at}, 0.007 ms

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
