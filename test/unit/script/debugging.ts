/** `p1 stops` at a breakpoint, with the others frozen; `p1 resumes`; `p1 sees 7000 "text"`: what is in shared memory. */
import type { RecordWord } from "./word";
import { bytesOf, taskNumber } from "./wordValues";

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
} satisfies Record<string, RecordWord>;
