/** What a runtime's event loop was told to do:  p1.2 carries-out work 3: its next call, told by the third line of the script; `loop 3`: by none. */
import type { OperationRecord } from "../../../tracer/trace/record";
import type { RecordWord } from "./word";
import { taskNumber } from "./wordValues";

const kinds: Readonly<Record<string, OperationRecord["what"]>> = {
    work: "work",
    shutdown: "shutdown",
    socket: "socket",
    descriptor: "descriptor",
};

export const operationRecords = {
    "carries-out": (who, [what = "", line = "0", fd = "0"]) => [
        { type: "operation", tid: taskNumber(who), stack: Number(line), what: kinds[what] ?? "work", fd: Number(fd) },
    ],
} satisfies Record<string, RecordWord>;
