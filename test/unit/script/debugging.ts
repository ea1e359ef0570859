/** `p1 stops` at a breakpoint, with the others frozen; `p1 resumes`. */
import type { RecordWord } from "./word";
import { taskNumber } from "./wordValues";

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
} satisfies Record<string, RecordWord>;
