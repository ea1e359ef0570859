/** What the kernel's account says of who sleeps at which word, held against the model. */
import assert from "node:assert/strict";
import { futexJudge } from "../../tracer/snapshot/futex";
import { Tally } from "../../tracer/snapshot/tally";
import { unknownSignals, type KernelAnswer, type KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import { play } from "./script";

const waiter = 102;
const mostWords = 128;
const wordLength = 24;

/** The first of so many words, 16 bytes apart from each other. */
const addresses = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => 0x7000 + 16 * place);

/** `told`: of how many words the memory can be read, in the pieces in which it is asked for. */
function accountOf(words: readonly number[], told: number): KernelSnapshot {
    const memory = Buffer.alloc(mostWords * wordLength);
    for (const [place, address] of words.entries()) memory.writeBigUInt64LE(BigInt(address), place * wordLength + 8);
    const text = (inquiry: string, subject: number, answer: string): KernelAnswer => ({
        inquiry,
        subject,
        result: answer.length,
        error: 0,
        bytes: Buffer.from(answer),
    });
    const pieces = futexJudge.inquiries.flatMap((inquiry): readonly KernelAnswer[] => {
        const [, start, length] = /^thread memory 449 arg0\+(\d+) (\d+)$/.exec(inquiry)?.map(Number) ?? [];
        if (start === undefined || length === undefined || start + length > told * wordLength) return [];
        return [{ inquiry, subject: waiter, result: 0, error: 0, bytes: memory.subarray(start, start + length) }];
    });
    const maps = "00007000-00008000 rw-s 00000000 00:01 55 /dev/zero (deleted)\n";
    return {
        processes: [101, waiter].map((pid) => ({
            pid,
            ppid: 1,
            state: "S",
            exe: "/bin/a",
            signals: unknownSignals,
            threads: [{ tid: pid, state: "S", call: pid === waiter ? 449 : -1, table: 1 }],
        })),
        tables: [],
        answers: [
            text("thread text syscall", waiter, `449 0x5000 0x${words.length.toString(16)} 0x0 0x0 0x1 0x0 0x0 0x0`),
            text("process text maps", 101, maps),
            text("process text maps", waiter, maps),
            ...pieces,
        ],
    };
}

/** Of all futexes. */
function compared(waits: number, snapshot: KernelSnapshot): { readonly unknown: number; readonly differences: readonly string[] } {
    const words = addresses(waits).map((address) => address.toString(16));
    const { state } = play(`p1 mmap 7000 4096 -1 rw\np1 fork p2\np2 enters futex_waitv ${words.join(" ")}`);
    const tally = new Tally("");
    for (const object of state.objects.values()) {
        if (object.kind !== "futex") continue;
        futexJudge.compare?.({ object, held: [], heldOf: () => [], snapshot, state, epoch: null, place: tally.at(object.id) });
    }
    return tally;
}

describe("the judge of futexes", () => {
    for (const count of [1, 8, 9, 32, 33, mostWords]) {
        it(`compares all of ${count} words at which one call waits`, () => {
            const { unknown, differences } = compared(count, accountOf(addresses(count), mostWords));
            assert.deepEqual([unknown, differences], [0, []]);
            const last = 0x7000 + 16 * (count - 1);
            const other = accountOf([...addresses(count - 1), last + 4], mostWords);
            assert.match(
                compared(count, other).differences.join("\n"),
                new RegExp(`futex${count}, thread 102: address: the model says ${last},`),
            );
        });
    }

    it("does not know of words whose memory the kernel has not told", () => {
        const { unknown, differences } = compared(9, accountOf(addresses(9), 8));
        assert.deepEqual([unknown, differences], [9, []]);
    });
});
