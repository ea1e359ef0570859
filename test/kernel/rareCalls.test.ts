/** What rare calls do to descriptors, files, pipes and processes: the telling facts, at full speed. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";
import type { State } from "../../tracer/model/state";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";

const programs = path.resolve(__dirname, "../programs/build");

interface Moment {
    readonly event: Event;
    /** After the event. */
    readonly state: State;
}

describe("rare calls", () => {
    buildPrograms();
    let directory: string;
    let printed: string;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    /** Of a run that must go as the program wants it. */
    async function momentsOf(program: string): Promise<readonly Moment[]> {
        const trace = path.join(directory, "t.ipctrace");
        const { status, stdout, stderr } = runIpcscope(directory, "record", "-o", trace, "--", path.join(programs, program));
        assert.deepEqual([status, stderr], [0, ""]);
        printed = stdout;
        const moments: Moment[] = [];
        for await (const { events, look } of interpretTrace(trace)) {
            for (const event of events) moments.push({ event, state: look() });
        }
        return moments;
    }

    function ofKind<K extends Event["kind"]>(
        moments: readonly Moment[],
        kind: K,
    ): readonly { readonly event: Extract<Event, { kind: K }>; readonly state: State }[] {
        return moments.filter((moment): moment is Moment & { event: Extract<Event, { kind: K }> } => moment.event.kind === kind);
    }

    it("a lease makes its description O_ASYNC, until it is given back", async () => {
        const changes = ofKind(await momentsOf("lease"), "statusFlagsChanged");
        assert.deepEqual(
            changes.map(({ event }) => event.statusFlags),
            [["O_ASYNC"], [], ["O_ASYNC"], [], ["O_ASYNC"], []],
        );
    });

    it("a lease that truncate(2) breaks is why its holder gets the signal that it has asked for", async () => {
        const sent = ofKind(await momentsOf("lease"), "signalGenerated").filter(({ event }) => event.signal === "SIGUSR1");
        assert.deepEqual(
            sent.map(({ event: { cause } }) => ({ ...cause, file: "" })),
            [{ by: "lease", file: "", opener: "p2", truncates: true }],
        );
    });

    it("a signal of F_SETSIG says at which descriptor what happened, one without it where only one can have", async () => {
        const sent = ofKind(await momentsOf("descriptor_signals"), "signalGenerated");
        assert.deepEqual(
            sent.map(({ event: { signal, cause }, state }) => {
                if (cause.by !== "descriptor") return [signal, cause.by];
                return [signal, cause.fd, state.objects.get(cause.object ?? "")?.kind, cause.how];
            }),
            [
                ["SIGIO", 3, "pipe", "readable"],
                ["SIGIO", 5, "socket", "readable"],
                ["SIGRTMIN", 4, "pipe", "writable"],
                ["SIGIO", 5, "socket", "readable"],
                ["SIGIO", 5, "socket", "readable"],
            ],
        );
    });

    it("a first thread that ends leaves its process alive", async () => {
        const moments = await momentsOf("leader_ends");
        const ended = ofKind(moments, "threadExited").filter(({ event }) => event.tid === event.pid);
        assert.equal(ended.length, 1);
        const process = ended[0]?.state.processes.get("p1");
        assert.equal(process?.exit, null);
        assert.equal(process.threads.has(process.pid), false);
        assert.equal(process.threads.size, 1);
        const reaped = ofKind(moments, "processReaped");
        assert.deepEqual(
            reaped.map(({ event }) => [event.process, event.child, event.exit]),
            [["p1", "p2", { code: 0 }]],
        );
    });

    it("ioctl makes descriptors, whatever the request", async () => {
        const made = ofKind(await momentsOf("ioctl_descriptors"), "descriptorOpened").filter(({ event }) => event.call === "ioctl");
        assert.deepEqual(
            made.map(({ event, state }) => [event.fd, state.objects.get(event.object)?.kind, event.closeOnExec]),
            [
                [4, "file", true],
                [6, "tty", false],
                [4, "file", true],
            ],
        );
    });

    it("read makes the descriptors that come with events, as many as the program got", async () => {
        const made = ofKind(await momentsOf("delivered"), "descriptorOpened").filter(({ event }) => event.call === "read");
        assert.equal(`${made.length}\n`, printed);
        const expected = [
            ["read", false, []],
            ["read-write", true, ["O_APPEND"]],
            ["read", false, ["O_NONBLOCK"]],
            ["read-write", true, []],
        ];
        // Without privileges some of them do not come.
        for (const { event } of made) {
            const { access, statusFlags } = event.description;
            assert.ok(
                expected.some((each) => isDeepStrictEqual(each, [access, event.closeOnExec, statusFlags])),
                JSON.stringify(event),
            );
        }
    });

    it("truncate finds the file by whatever name", async () => {
        const moments = await momentsOf("truncate_names");
        const sizes = ofKind(moments, "fileTruncated").map(({ event }) => [event.call, event.size]);
        const lengths = [20, 9, 8, 5, 10, 11, 12, 13, 14];
        assert.deepEqual(
            sizes,
            lengths.map((length) => ["truncate", length]),
        );
        assert.equal(new Set(ofKind(moments, "fileTruncated").map(({ event }) => event.object)).size, 2);
    });

    it("what io_submit moves makes unknown what its objects hold, and no more", async () => {
        const moments = await momentsOf("asynchronous");
        const unseen = ofKind(moments, "unseenTransfer").map(({ event, state }) => {
            const object = state.objects.get(event.object);
            switch (object?.kind) {
                case "pipe":
                    return [object.kind, event.direction, object.bytes];
                case "file":
                case "memfd":
                    return [object.kind, event.direction, object.size];
                case "eventfd":
                    return [object.kind, event.direction, object.value];
                default:
                    return [];
            }
        });
        assert.deepEqual(unseen.slice(0, 5), [
            ["file", "into", null],
            ["file", "out of", null],
            ["eventfd", "into", null],
            ["pipe", "into", null],
            ["pipe", "out of", null],
        ]);
        // Of twelve requests eight are looked at, so that everything is concerned: the file's size was known again by then.
        const [truncated] = ofKind(moments, "fileTruncated");
        assert.equal(truncated?.event.size, 10);
        const last = moments.at(-3)?.state.objects.values() ?? [];
        assert.deepEqual(
            [...last]
                .flatMap((object) => (object.kind === "file" || object.kind === "memfd" ? [object.size] : []))
                .filter((size) => size !== null),
            [],
        );
    });

    it("orphans of a PID namespace go to its init, which reaps all that the kernel kills when it ends", async () => {
        const moments = await momentsOf("pid_namespace");
        // Where no namespace can be made, there is nothing to be seen.
        const hasNamespace = printed === "one\n";
        const reparented = ofKind(moments, "processReparented").map(({ event }) => [event.process, event.parent]);
        assert.deepEqual(reparented[0], hasNamespace ? ["p4", "p2"] : undefined);
        const reaped = ofKind(moments, "processReaped");
        const byWaiting = reaped
            .filter(({ event }) => event.call !== undefined)
            .map(({ event }) => [event.process, event.child, event.exit]);
        const withInit = reaped.filter(({ event }) => event.call === undefined).map(({ event }) => event.child);
        const expected = [
            ["p2", "p3", { code: 4 }],
            ["p2", "p4", { code: 5 }],
            ["p1", "p2", { code: 7 }],
        ];
        assert.deepEqual(byWaiting, hasNamespace ? expected : []);
        assert.deepEqual([...withInit].sort(), hasNamespace ? ["p5", "p6", "p7"] : []);
    });

    it("bytes that were given by reference are unknown until they are read", async () => {
        const moments = await momentsOf("given_pages");
        const contents = ofKind(moments, "bytesWritten").map(({ event, state }) => {
            const object = state.objects.get(event.object);
            const last = object?.kind === "pipe" ? object.segments.at(-1) : undefined;
            return last === undefined ? null : last.data === null ? `${last.length} unknown` : Buffer.from(last.data).toString();
        });
        // written to a file, given, from the file, to the file, copied, the copies moved on, what was given moved on and copied by tee.
        assert.deepEqual(contents, [null, "5 unknown", "3 unknown", null, "BBBBB", "BBBBB", "2 unknown", "4 unknown"]);
        const read = ofKind(moments, "bytesRead").at(-1)?.event.data;
        assert.equal(Buffer.from(read ?? []).toString(), "EEEnew");
    });

    it("CLONE_PIDFD gives the creator a descriptor at once, and the child none", async () => {
        const moments = await momentsOf("clone_pidfd");
        const made = ofKind(moments, "pidfdOpened");
        assert.deepEqual(
            made.map(({ event }) => [event.process, event.fd, event.closeOnExec]),
            [
                ["p1", 3, true],
                ["p1", 3, true],
            ],
        );
        for (const [index, { state }] of made.entries()) {
            const child = [...(state.processes.get(`p${index + 2}`)?.threads.values() ?? [])][0];
            assert.equal(state.tables.get(child?.table ?? "")?.descriptors.has(3), false);
        }
        assert.equal(ofKind(moments, "processReaped").length, 2);
    });
});
