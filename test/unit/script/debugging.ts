/**
 * `p1 stops` at a breakpoint, with the others frozen; `p1 resumes`; `p1 sees 7000 "text"`: what is in shared memory. Where that is watched:
 * `p1 loads 7000 "text"`, perhaps with how often; `p1 stores 7000 "before" "after"`, and `p1 exchanges`, which reads, too.
 */
import type { MemoryRecord } from "../../../tracer/trace/record";
import type { Moment, RecordWord } from "./word";
import { bytesOf, taskNumber } from "./wordValues";

type Access = Pick<MemoryRecord, "access" | "before" | "after" | "times">;

function memory(who: string, address: string, moment: Moment, access: Access): MemoryRecord {
    const place = {
        tid: taskNumber(who),
        stack: moment.line,
        call: null,
        atomic: null,
        address: BigInt(`0x${address}`),
        length: access.before.length,
    };
    return { type: "memory", time: moment.time(), ...place, ...access };
}

export const debuggingRecords = {
    stops: (who, _, moment) => [
        {
            type: "stop",
            time: moment.time(),
            tid: taskNumber(who),
            pid: taskNumber(who),
            stack: 0,
            reason: "breakpoint",
            othersFrozen: true,
            signal: 0,
        },
    ],
    resumes: (who, _, moment) => [{ type: "resume", time: moment.time(), tid: taskNumber(who), pid: taskNumber(who) }],
    sees: (who, [address = "", text = '""'], moment) => [
        { type: "contents", time: moment.time(), parts: [{ pid: taskNumber(who), address: BigInt(`0x${address}`), bytes: bytesOf(text) }] },
    ],
    loads: (who, [address = "", bytes = '""', times = "1"], moment) => [
        memory(who, address, moment, {
            access: "read",
            before: new Uint8Array(bytesOf(bytes)),
            after: new Uint8Array(),
            times: Number(times),
        }),
    ],
    stores: (who, [address = "", before = '""', after = '""'], moment) => [
        memory(who, address, moment, {
            access: "written",
            before: new Uint8Array(bytesOf(before)),
            after: new Uint8Array(bytesOf(after)),
            times: 1,
        }),
    ],
    exchanges: (who, [address = "", before = '""', after = '""'], moment) => [
        memory(who, address, moment, {
            access: "changed",
            before: new Uint8Array(bytesOf(before)),
            after: new Uint8Array(bytesOf(after)),
            times: 1,
        }),
    ],
} satisfies Record<string, RecordWord>;
