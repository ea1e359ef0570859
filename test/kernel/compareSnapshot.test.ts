/** The comparison itself: it agrees with a true account, and finds every fact that is made wrong in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { State } from "../../tracer/model/state";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { readPipe, type PipeReading } from "../../tracer/snapshot/pipe";
import {
    type KernelAnswer,
    type KernelDescriptor,
    type KernelProcess,
    type KernelSnapshot,
    type KernelTable,
} from "../../tracer/trace/kernelSnapshot";
import { engineRecording } from "./engineRecording";

/** Five bytes wait in a pipe, a file stands at an offset, a descriptor is shared and one is a close-on-exec copy. */
const script =
    'exec 7<>/dev/null 8<"$0"; read line <&8; (sleep 0.3; cat > /dev/null) | { printf hello >&7; exec sleep 0.1; }; (printf hello; sleep 0.1) | sleep 2';

interface ChangeableSnapshot {
    processes: KernelProcess[];
    tables: KernelTable[];
    answers: KernelAnswer[];
}
type Change = (snapshot: ChangeableSnapshot) => void;

describe("comparison with the kernel's account", () => {
    let directory: string;
    let moments: { snapshot: KernelSnapshot; state: State }[];

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const program = ["sh", "-c", script, path.resolve(__dirname, "../../package.json")];
        const trace = await engineRecording(program, directory, { judge: 1 });
        moments = [];
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type === "snapshot") moments.push({ snapshot: record.snapshot, state: look() });
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    it("agrees with a true account", () => {
        for (const { snapshot, state } of moments) assert.deepEqual(compareSnapshot(snapshot, state).differences, []);
    });

    /** Makes one fact wrong in every account that has it. */
    function assertFound(change: (one: (typeof moments)[number]) => Change | undefined, expected: RegExp): void {
        let changed = 0;
        for (const moment of moments) {
            const make = change(moment);
            if (make === undefined) continue;
            changed += 1;
            const copy = structuredClone(moment.snapshot) as ChangeableSnapshot;
            make(copy);
            assert.match(compareSnapshot(copy, moment.state).differences.join("\n"), expected);
        }
        assert.ok(changed > 0, "an account had the fact");
    }

    function changeDescriptor(
        fits: (descriptor: KernelDescriptor) => boolean,
        change: Partial<KernelDescriptor>,
    ): (one: (typeof moments)[number]) => Change | undefined {
        return ({ snapshot }) => {
            const tableIndex = snapshot.tables.findIndex(({ fds }) => fds.some(fits));
            const fdIndex = snapshot.tables[tableIndex]?.fds.findIndex(fits) ?? -1;
            if (fdIndex < 0) return undefined;
            return ({ tables }) => Object.assign(tables[tableIndex]?.fds[fdIndex] ?? {}, change);
        };
    }

    /** Changes what the kernel answers about a pipe of which the model knows the bytes: all those answers that `changes` names. */
    function changePipe(
        fits: (pipe: PipeReading) => boolean,
        changes: (answer: KernelAnswer) => Partial<KernelAnswer> | undefined,
    ): (one: (typeof moments)[number]) => Change | undefined {
        return ({ snapshot, state }) => {
            const known = new Set([...state.objects.values()].flatMap((object) => (isKnownPipe(object) ? [object.inode] : [])));
            const subjects = new Set(
                snapshot.tables
                    .flatMap(({ fds }) => fds)
                    .filter(({ inode, class: subject }) => {
                        const pipe = known.has(inode) ? readPipe(snapshot, [subject]) : undefined;
                        return pipe !== undefined && fits(pipe);
                    })
                    .map((descriptor) => descriptor.class),
            );
            if (subjects.size === 0) return undefined;
            return ({ answers }) => {
                for (const answer of answers) if (subjects.has(answer.subject)) Object.assign(answer, changes(answer));
            };
        };
    }

    function isKnownPipe(object: KernelObject): object is KernelObject & { readonly inode: string } {
        return object.kind === "pipe" && object.bytes !== null && object.inode !== null;
    }

    /** The answer to that inquiry, made wrong. */
    function answering(inquiry: RegExp, change: Partial<KernelAnswer>): (answer: KernelAnswer) => Partial<KernelAnswer> | undefined {
        return (answer) => (inquiry.test(answer.inquiry) && answer.error === 0 ? change : undefined);
    }

    const any = (): boolean => true;
    const isFile = ({ link }: KernelDescriptor): boolean => link.endsWith("package.json");

    it("finds a descriptor too many or too few", () => {
        assertFound(
            () =>
                ({ tables }) =>
                    void (tables[0]?.fds as KernelDescriptor[]).pop(),
            /descriptor \d+: it: the model says open, the kernel says closed/,
        );
        assertFound(changeDescriptor(any, { fd: 900 }), /descriptor 900: it: the model says closed, the kernel says open/);
    });
    it("finds another object", () => {
        assertFound(changeDescriptor(isFile, { inode: "1" }), /identity of file\d+/);
        assertFound(changeDescriptor(isFile, { mode: 0o040755 }), /kind of object: the model says file, the kernel says directory/);
    });
    it("finds other flags", () => {
        const flagsOf = ({ flags }: KernelDescriptor): boolean => flags === 0o100000;
        assertFound(changeDescriptor(flagsOf, { flags: 0o2100000 }), /close-on-exec: the model says false, the kernel says true/);
        assertFound(changeDescriptor(flagsOf, { flags: 0o104000 }), /status flags: the model says none, the kernel says O_NONBLOCK/);
        assertFound(changeDescriptor(flagsOf, { flags: 0o100002 }), /access mode: the model says read, the kernel says read-write/);
    });
    it("finds another offset", () =>
        assertFound(changeDescriptor(isFile, { position: 3 }), /offset: the model says \d+, the kernel says 3/));
    it("finds a description shared or not", () => {
        assertFound(({ snapshot }) => {
            const [first, second] = snapshot.tables[0]?.fds ?? [];
            if (first === undefined || second === undefined || first.class === second.class) return undefined;
            return ({ tables }) => void Object.assign(tables[0]?.fds[1] ?? {}, { class: first.class });
        }, /open file description: the model says ofd\d+/);
        assertFound(({ snapshot }) => {
            const parent = snapshot.tables.findIndex(({ fds }) => fds.some(isFile));
            const child = snapshot.tables.findIndex(({ fds }, index) => index > parent && fds.some(isFile));
            if (child < 0) return undefined;
            const index = snapshot.tables[child]?.fds.findIndex(isFile) ?? 0;
            return ({ tables }) => Object.assign(tables[child]?.fds[index] ?? {}, { class: 999 });
        }, /class of descriptors that share ofd\d+/);
    });
    it("finds other bytes in a pipe", () => {
        const full = ({ bytes }: PipeReading): boolean => bytes === 5;
        assertFound(changePipe(any, answering(/ call 16 /, { bytes: new Uint8Array([77, 0, 0, 0]) })), /pipe\d+: bytes in it/);
        assertFound(changePipe(any, answering(/ call 72 /, { result: 4096 })), /pipe\d+: capacity: the model says 65536/);
        assertFound(
            changePipe(full, answering(/ tee /, { bytes: Buffer.from("hellO") })),
            /bytes from 4: the model says "o", the kernel says "O"/,
        );
    });
    it("finds another process tree", () => {
        assertFound(
            ({ snapshot }) =>
                snapshot.processes.length < 2 ? undefined : ({ processes }) => Object.assign(processes[1] ?? {}, { ppid: 1 }),
            /parent \(pid\)/,
        );
        assertFound(
            () =>
                ({ processes }) =>
                    Object.assign(processes[0] ?? {}, { state: "Z", threads: [] }),
            /it: the model says alive, the kernel says zombie/,
        );
        assertFound(
            () =>
                ({ processes }) =>
                    void processes.pop(),
            /it: the model says (alive|zombie), the kernel says gone/,
        );
    });
    it("finds a process that waits or does not", () => {
        assertFound(({ snapshot }) => {
            const index = snapshot.processes.findIndex(({ threads }) => threads.some(({ call }) => call >= 0));
            return index < 0 ? undefined : ({ processes }) => Object.assign(processes[index]?.threads[0] ?? {}, { state: "t", call: -1 });
        }, /the model says waits in a call, the kernel says waits in no call/);
        assertFound(
            () =>
                ({ processes }) => {
                    const thread = processes.flatMap(({ threads }) => threads).find(({ call }) => call === -1);
                    Object.assign(thread ?? {}, { state: "S", call: 0 });
                },
            /the model says waits in no call, the kernel says waits in a call/,
        );
    });
});
