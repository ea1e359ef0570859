import assert from "node:assert/strict";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import type { KernelObjectKind, NewObject } from "../../tracer/model/kindTypes";
import type { State } from "../../tracer/model/state";
import { stateText } from "../../tracer/model/stateText";
import { play } from "./script";

function textWith(kind: KernelObjectKind, name: string | null): string {
    const base = { time: 0, process: "p1", pid: 1, tid: 1 } as const;
    const id = `${kind}1`;
    const events: readonly Event[] = [
        { ...base, seq: 1, kind: "processStarted", parentPid: 0, command: "a", arguments: ["a"], directory: null },
        {
            ...base,
            seq: 2,
            kind: "descriptorOpened",
            fd: 3,
            closeOnExec: false,
            object: id,
            newObject: { id, kind, name } as NewObject,
            description: { id: "ofd1", object: id, access: "read-write", statusFlags: [], offset: null },
        },
    ];
    const draft = new Draft();
    for (const event of events) advance(draft, event);
    return stateText(draft.now);
}

describe("a state as text", () => {
    it("says what is not known of objects that were there before the trace", () => {
        assert.match(textWith("signalfd", null), /^signalfd1 .* for signals that are not known$/m);
        assert.match(textWith("timerfd", null), /^timerfd1 .* clock unknown, setting unknown$/m);
        assert.match(textWith("inotify", null), /^inotify1 .* 0 paths watched, perhaps others$/m);
        assert.match(textWith("pidfd", null), /^pidfd1 .* for a process that is not known$/m);
    });

    it("says plainly what is not seen of a ring, and of others like it", () => {
        assert.match(
            textWith("ioUring", null),
            / size unknown, not known how much was submitted; .* makes no system calls, and is not seen$/m,
        );
        assert.match(
            textWith("userfaultfd", null),
            / features unknown; what is registered is not known; .*: who waits is seen when its message is read$/m,
        );
        assert.match(textWith("fanotify", null), /^fanotify1 .* flags unknown, 0 marks, perhaps others$/m);
        assert.doesNotMatch(textWith("other", "anon_inode:bpf-map"), /not shown|not seen/);
    });

    it("says nothing of the kind where there are none, or where they are shown", () => {
        for (const kind of ["directory", "tty", "null", "device"] as const) {
            assert.doesNotMatch(textWith(kind, "/x"), /not shown/);
        }
        assert.doesNotMatch(stateText(play("p1 pipe 3 4").state), /not shown/);
    });

    it("says in its heading which moment it is", () => {
        const { state } = play("p1 pipe 3 4");
        assert.match(
            stateText(state, "the last moment before SIGINT ended it"),
            /^After event 5, 0\.001 ms: the last moment before SIGINT/,
        );
        assert.match(stateText(state), /^After event 5, 0\.001 ms\n/);
    });

    it("aligns the details of a process's descriptors, but not with a name that is too long", () => {
        const long = `/${"x".repeat(39)}`;
        const script = `p1 pipe 3 4 O_NONBLOCK\np1 open /tmp/f O_RDONLY O_CLOEXEC = 5\np1 open ${long} O_RDONLY = 6`;
        const lines = stateText(play(script).state).split("\n");
        const column = (fd: number, text: string): number => lines.find((line) => line.startsWith(`    ${fd} `))?.indexOf(text) ?? NaN;
        assert.deepEqual([column(0, "  ["), column(3, "  ["), column(5, "  [")], [column(5, "  ["), column(5, "  ["), column(3, "  [")]);
        assert.ok(column(6, "  [") > column(5, "  ["));
        assert.ok(column(5, "  (closed at exec)") > column(5, "  ["));
        assert.ok(lines.every((line) => line === line.trimEnd()));
    });

    it("shows any number of objects", () => {
        const objects = new Map(
            Array.from({ length: 200_000 }, (_, index) => [`null${index}`, { id: `null${index}`, kind: "null", locks: [] }]),
        );
        const state = { ...play("p1 pipe 3 4").state, objects } as unknown as State;
        assert.ok(stateText(state).endsWith("null199999 null\n"));
    });
});
