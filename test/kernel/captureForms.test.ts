/** Every form of operand in a capture program finds what it names, and hostile numbers do no harm. */
import assert from "node:assert/strict";
import { vectorMessages } from "../../tracer/syscalls/messageVector";
import { messageRights } from "../../tracer/syscalls/messageRights";
import type { CaptureOperation } from "../../tracer/syscalls/row";
import type { Capture, TraceRecord } from "../../tracer/trace/record";
import { compileProgram } from "./compiledProgram";
import { runWithTable } from "./ownTable";

const [getuid, umask, recvmsg, recvmmsg] = [102, 95, 47, 299];
const program = compileProgram("capture_forms").path;

/** For each call of that number: what each operation captured, in the order of the operations. */
async function capturesOf(
    number: number,
    operations: readonly CaptureOperation[],
    payload: number | "all" = 4096,
): Promise<readonly (readonly (Capture | undefined)[])[]> {
    const { records, status, stderr } = await runWithTable([`${number} - ${operations.join("; ")}`], [program], { payload });
    assert.equal(status, 0, stderr);
    return returnedCalls(records, number).map((captures) =>
        operations.map((_, index) => captures.find(({ operation }) => operation === index)),
    );
}

/** On a busy machine a call may take so long that its entry has a record of its own. */
function returnedCalls(records: readonly TraceRecord[], number: number): readonly (readonly Capture[])[] {
    const calls: Capture[][] = [];
    for (const record of records) {
        if (!("nr" in record) || record.nr !== number) continue;
        if (record.type === "exit") calls.at(-1)?.push(...record.captures);
        else calls.push([...record.captures]);
    }
    return calls;
}

const text = (capture: Capture | undefined): string | undefined => capture && Buffer.from(capture.bytes).toString("latin1");
const statusOf = (capture: Capture | undefined): string | undefined => capture?.status;

function linksOf(capture: Capture | undefined): readonly string[] {
    return messageRights(capture).map(({ facts, message }) => {
        const link = Buffer.from(facts.subarray(40)).toString();
        return `${message} ${link.replace(/\d+/, "N")}`;
    });
}

describe("capture programs", () => {
    it("take an offset", async () => {
        const [first] = await capturesOf(getuid, ["e fixed arg1+7 3", "x string arg1+11", "e bytes arg1+1 arg2", "e fixed arg0+16 4"]);
        assert.deepEqual(first?.map(text), ["the", "pointer", "ehi", "\x03\0\0\0"]);
    });

    it("follow a pointer in memory, and take a length from there", async () => {
        const [first] = await capturesOf(getuid, [
            "e string *(arg0+0)",
            "e string *(arg0+0)+7",
            "e bytes *(arg0+0) *(arg0+8)",
            "e bytes *(arg0+0) u32(arg0+16)",
            "e bytes *(arg0+0)+7 u32(*(arg0+40))",
            "e iovec *(arg0+24) *(arg0+32) all",
        ]);
        assert.deepEqual(first?.map(text), ["behind the pointer", "the pointer", "behind the", "beh", "the ", "behindpointer"]);
    });

    it("scale a length", async () => {
        const calls = await capturesOf(umask, ["x bytes arg1 result*3", "e bytes arg1 arg0*4"]);
        assert.deepEqual(calls.at(-2)?.[1] && text(calls.at(-2)?.[1]), "behind the point");
        assert.deepEqual(calls.at(-1)?.map(text), ["behind the p", ""]);
    });

    it("find a descriptor in memory, and behind a pointer", async () => {
        const [first, wild, none] = await capturesOf(getuid, ["x object u32(*(arg0+40))", "x object u32(arg0+16)"]);
        assert.match(text(first?.[0])?.slice(40) ?? "", /^pipe:/);
        assert.match(text(first?.[1])?.slice(40) ?? "", /^pipe:/);
        assert.deepEqual([wild?.[0], none?.[0], none?.[1]], [undefined, undefined, undefined]);
    });

    it("capture no more than there is and than they may, wherever pointers and lengths lead", async () => {
        const operations = [
            "e string *(arg0+0)",
            "e bytes *(arg0+0) *(arg0+8)",
            "e bytes *(arg0+0) arg2*6",
            "e iovec *(arg0+24) *(arg0+32) all",
            "e bytes arg1+8 arg2",
        ] as const;
        const [, wild, longer] = await capturesOf(getuid, operations, 100);
        assert.deepEqual(wild?.map(statusOf), ["unreadable", "unreadable", "unreadable", "unreadable", "unreadable"]);
        assert.deepEqual(
            wild.map((capture) => capture?.bytes.length),
            [0, 0, 0, 0, 0],
        );
        assert.deepEqual(longer?.map(statusOf), ["whole", "cut", "whole", "unreadable", "whole"]);
        assert.deepEqual(
            longer.map((capture) => capture?.bytes.length),
            [18, 100, 0, 0, 0],
        );
        assert.equal(wild[2]?.fullLength, 2 ** 64, "a product that does not fit is as much as fits");
    });

    it("tell the descriptors that a message brought", async () => {
        const [two, none, unreadable] = await capturesOf(recvmsg, ["x rights arg1"]);
        assert.deepEqual(linksOf(two?.[0]), ["0 pipe:[N]", "0 pipe:[N]"]);
        const numbers = messageRights(two?.[0]).map(({ fd }) => fd);
        assert.equal(numbers[1], (numbers[0] ?? 0) + 1);
        assert.equal(none?.[0], undefined);
        assert.equal(unreadable?.[0], undefined);
        const [several] = await capturesOf(recvmmsg, ["x rights arg1 result"]);
        assert.deepEqual(linksOf(several?.[0]), ["0 /dev/null", "2 /dev/null"]);
    });

    it("tell the messages of a vector, as far as the payload cap allows", async () => {
        const [got] = await capturesOf(recvmmsg, ["x messages arg1 result"]);
        assert.deepEqual(
            vectorMessages(got?.[0]).map(({ length, fullLength, bytes, name }) => [
                length,
                fullLength,
                Buffer.from(bytes).toString(),
                name.length,
            ]),
            [
                [1, 1, "b", 0],
                [1, 1, "b", 0],
                [1, 1, "b", 0],
            ],
        );
        const [cut] = await capturesOf(recvmmsg, ["x messages arg1 result"], 2);
        assert.equal(statusOf(cut?.[0]), "cut");
        assert.deepEqual(
            vectorMessages(cut?.[0]).map(({ fullLength, bytes }) => [fullLength, bytes.length]),
            [
                [1, 1],
                [1, 1],
                [1, 0],
            ],
        );
    });
});

describe("the engine's table of calls", () => {
    const bad = [
        "1 - e bytes arg6 arg1",
        "1 - e bytes arg0",
        "1 - e bytes arg0 arg1 arg2",
        "1 - e bytes arg0 4",
        "1 - e bytes arg0+ arg1",
        "1 - e bytes arg0-8 arg1",
        "1 - e bytes *(arg0+8 arg1",
        "1 - e bytes *arg0 arg1",
        "1 - e bytes arg0+99999999999999999999 arg1",
        `1 - e bytes ${"*(".repeat(7)}arg0${")".repeat(7)} arg1`,
        `1 - e bytes ${"*(".repeat(100_000)}arg0 arg1`,
        "1 - e fixed arg0 arg1",
        "1 - e fixed arg0 65537",
        "1 - e strings arg0",
        "1 - e iovec arg0 arg1",
        "1 - x object 5",
        "1 - x object mem0+4",
        "1 - y object arg0",
        "1 - x rights arg0 result result",
        "1 - x messages arg0",
        "1 z",
        "1",
        "1024 -",
        "1 -:",
        "1 -:arg6&1=1",
        "1 -:arg0=1",
        "1 -:arg0&1=",
        "1 -:arg0&1=x",
        "1 -:arg0&4294967296=1",
        "1 -:arg0&1=1,2,3,4,5,6,7,8,9",
        "-1 -",
    ];
    for (const line of bad) {
        it(`refuses '${line.slice(0, 50)}'`, async () => {
            const { status, stderr } = await runWithTable(["0 - x bytes arg1 result", line], ["true"]);
            assert.match(stderr, /^[^\n]*line 2 of the table of calls \S+ cannot be understood\.\n$/);
            assert.equal(status, 125);
        });
    }

    it("traces a call only with the arguments that it names", async () => {
        const closed = async (flags: string): Promise<readonly number[]> => {
            const { records } = await runWithTable([`3 ${flags}`], ["bash", "-c", "exec 4<&- 5<&- 6<&- 7<&- 12<&-"]);
            return records.flatMap((record) => (record.type === "call" ? [Number(record.args[0])] : [])).filter((fd) => fd > 3);
        };
        assert.deepEqual(await closed("d"), [4, 5, 6, 7, 12]);
        assert.deepEqual(await closed("d:arg0&6=4"), [4, 5, 12]);
        assert.deepEqual(await closed("d:arg0&4294967295=1,2,3,4,5,6,8,7"), [4, 5, 6, 7]);
        assert.deepEqual(await closed("d:arg1&0=1"), []);
    });
});
