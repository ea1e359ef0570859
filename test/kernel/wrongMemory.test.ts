/** The judges of memory: they agree with a true account, and find every fact about segments, mappings and bytes that is made wrong in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { State } from "../../tracer/model/state";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import type { KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import { buildPrograms } from "./buildPrograms";
import { engineRecording } from "./engineRecording";

const program = path.resolve(__dirname, "../programs/build/memory_kinds");

interface Moment {
    readonly snapshot: KernelSnapshot;
    readonly state: State;
}

describe("the judges of memory", () => {
    buildPrograms();
    let directory: string;
    let moments: Moment[];

    before(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = await engineRecording([program], directory, { judge: 1 });
        moments = [];
        for await (const { record, look } of interpretTrace(trace)) {
            if (record.type === "snapshot") moments.push({ snapshot: record.snapshot, state: look() });
        }
    });
    after(() => rmSync(directory, { recursive: true }));

    it("agree with a true account, and have compared bytes of every kind of memory", () => {
        for (const { snapshot, state } of moments) assert.deepEqual(compareSnapshot(snapshot, state).differences, []);
        const seen = moments.flatMap(({ state }) => [...state.objects.values()]).filter(({ contents }) => contents !== null);
        const kinds = new Set(seen.filter(({ inherited }) => !inherited).map(({ kind }) => kind));
        assert.deepEqual([...kinds].sort(), ["anonymousMemory", "file", "sharedMemory"]);
    });

    /** In each account in which an answer to this inquiry can be changed so, exactly that is found. */
    function assertFound(inquiry: RegExp, change: (text: string, moment: Moment) => string, expected: RegExp): void {
        let changed = 0;
        for (const moment of moments) {
            for (const [index, answer] of moment.snapshot.answers.entries()) {
                const text = Buffer.from(answer.bytes).toString("latin1");
                const wrong = inquiry.test(answer.inquiry) && answer.error === 0 ? change(text, moment) : text;
                if (wrong === text) continue;
                changed += 1;
                const answers = moment.snapshot.answers.with(index, { ...answer, bytes: new Uint8Array(Buffer.from(wrong, "latin1")) });
                assert.match(compareSnapshot({ ...moment.snapshot, answers }, moment.state).differences.join("\n"), expected);
            }
        }
        assert.ok(changed > 0, "an account had the fact");
    }

    const segments = /^machine text \/proc\/sysvipc\/shm$/;
    const maps = /^process text maps$/;
    const bytes = /^process shared /;

    /** The column of the one segment that the program has made; absent: its line is taken out. */
    function changeColumn(name: string, change: (value: string) => string): (text: string, moment: Moment) => string {
        return (text, { state }) => {
            const segment = [...state.objects.values()].find(({ kind }) => kind === "sharedMemory");
            if (segment?.kind !== "sharedMemory") return text;
            const [head = "", ...lines] = text.split("\n");
            const columns = head.trim().split(/\s+/);
            const own = lines.findIndex((line) => line.trim().split(/\s+/)[columns.indexOf("shmid")] === String(segment.number));
            const values = lines[own]?.trim().split(/\s+/) ?? [];
            const wrong = values.with(columns.indexOf(name), change(values[columns.indexOf(name)] ?? ""));
            return own < 0 ? text : [head, ...lines.with(own, wrong.join(" "))].join("\n");
        };
    }

    const oneMore = (value: string): string => String(Number(value) + 1);
    const toggled = (bit: number) => (value: string) => (Number.parseInt(value, 8) ^ bit).toString(8);
    const columns: readonly (readonly [string, (value: string) => string, RegExp])[] = [
        ["shmid", oneMore, /sharedMemory1: it: the model says there, the kernel says gone/],
        ["key", oneMore, /sharedMemory1: key:/],
        ["size", oneMore, /sharedMemory1: size:/],
        ["perms", toggled(0o040), /sharedMemory1: permissions:/],
        ["perms", toggled(0o1000), /sharedMemory1: marked for deletion:/],
        ["perms", toggled(0o2000), /sharedMemory1: locked:/],
        ["nattch", oneMore, /sharedMemory1: attachments:/],
        ["cpid", oneMore, /sharedMemory1: creator:/],
    ];
    for (const [name, change, expected] of columns) {
        it(`find another value of a segment: ${expected.source.replace(/^\w+: (.*?):.*$/, "$1")}`, () =>
            assertFound(segments, changeColumn(name, change), expected));
    }

    it("find another process that came last to a segment", () => {
        const isKnown = ({ state }: Moment): boolean =>
            [...state.objects.values()].some(
                (object) =>
                    object.kind === "sharedMemory" &&
                    object.lastAttacher !== null &&
                    state.processes.get(object.lastAttacher.process)?.exit === null,
            );
        // No process of the recording: of one that has ended it is not known when it came.
        const change = changeColumn("lpid", (pid) => String(Number(pid) + 10_000_000));
        assertFound(segments, (text, moment) => (isKnown(moment) ? change(text, moment) : text), /who attached or detached it last:/);
    });

    const line = /^[0-9a-f]+-[0-9a-f]+ \S+ [0-9a-f]+ \S+ \d+ +(?:\/SYSV|\/tmp\/ipcscope-kinds|\/dev\/zero).*$/m;
    function changeLine(change: (line: string) => string): (text: string) => string {
        return (text) => text.replace(line, change);
    }

    it("find a mapping that is not there, or one too many", () => {
        const later = (text: string): string => text.replace(/^([0-9a-f]+)/, (start) => (BigInt(`0x${start}`) + 0x1000n).toString(16));
        assertFound(maps, changeLine(later), /memory at 0x[0-9a-f]+: it: the model says mapped, the kernel says not mapped/);
        const more = (text: string): string => `10000-11000 rw-s 00000000 00:05 7 /dev/shm/another\n${text}`;
        assertFound(
            maps,
            more,
            /memory at 0x10000: the model says no shared mapping, the kernel says a shared mapping of \/dev\/shm\/another/,
        );
    });

    it("find another end, protection, offset, way to share, and object of a mapping", () => {
        const end = (text: string): string =>
            text.replace(/-([0-9a-f]+)/, (_, last: string) => `-${(BigInt(`0x${last}`) + 0x1000n).toString(16)}`);
        assertFound(maps, changeLine(end), /: its end:/);
        assertFound(
            maps,
            changeLine((text) => text.replace(/ r([w-])-/, " r$1x")),
            /: protection:/,
        );
        assertFound(
            maps,
            changeLine((text) => text.replace(/ (r[w-]-)s/, " $1p")),
            /: shared: the model says true/,
        );
        assertFound(
            maps,
            changeLine((text) => text.replace(/ 00000000 /, " 00001000 ")),
            /: offset:/,
        );
        const other = (text: string): string => text.replace(/ (\d+) +\//, (_, inode: string) => ` ${Number(inode) + 1} /`);
        assertFound(maps, (text) => text.replace(/^.*\/(?:SYSV|tmp\/ipcscope-kinds).*$/m, other), /: object:/);
        // Of memory of no file it is known only that its number is the same wherever it is mapped.
        const isOfChild = ({ state, snapshot }: Moment): boolean => state.processes.size > 1 && snapshot.processes.length > 1;
        const anonymous = (text: string): string => text.replace(/^.*\/dev\/zero.*$/m, other);
        assertFound(maps, (text, moment) => (isOfChild(moment) ? anonymous(text) : text), /: (?:its inode|the object with its inode):/);
    });

    for (const word of ["segment", "file", "anonymous"]) {
        it(`find other bytes in memory: ${word}`, () =>
            assertFound(bytes, (text) => text.replace(word, word.toUpperCase()), /: bytes at 0x[0-9a-f]+, \d+ to \d+ of \w+:/));
    }
});
