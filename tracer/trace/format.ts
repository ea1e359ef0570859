/** The numbers of the trace format (docs/trace-format.md). */

export const traceMagic = "IPCTRACE";
export const traceVersion = 2;
export const oldestTraceVersion = 1;
/** What was added since that a reader of the same version can do without. */
export const traceMinorVersion = 4;
/** Magic, version, zero. */
export const preambleLength = 16;
/** Payload length, type, zero. */
export const recordHeadLength = 8;
/** The record `end`, with its head: u64 time, i32 wait status, u8 cause. */
export const endRecordLength = recordHeadLength + 13;

export const recordTypeNumbers = {
    header: 1,
    task: 2,
    call: 3,
    enter: 4,
    exit: 5,
    exec: 6,
    exiting: 7,
    exited: 8,
    signal: 9,
    stack: 10,
    module: 11,
    stop: 12,
    resume: 13,
    snapshot: 14,
    end: 15,
    note: 16,
    jobControl: 17,
    account: 18,
    memory: 19,
    contents: 20,
    block: 21,
    script: 22,
    lines: 23,
    source: 24,
    environment: 25,
    robustList: 26,
    operation: 27,
    index: 28,
} as const;

const { task, exiting, exited, signal, stop, resume, end, jobControl, operation } = recordTypeNumbers;
/** Records without lists and texts: the longest has 148 bytes. */
const shortTypes: ReadonlySet<number> = new Set([task, exiting, exited, signal, stop, resume, end, jobControl, operation]);
const longestShortPayload = 1 << 12;
/** The engine keeps at most 1 GiB of a call's payload (tracer/engine/recording/capture.c); structures come on top. */
const longestPayload = (1 << 30) + (1 << 24);

/** Whether this can be the head of a record: no record, of whatever type, is longer than the engine writes any. */
export function isRecordHead(length: number, type: number, zero: number): boolean {
    return type > 0 && zero === 0 && length <= (shortTypes.has(type) ? longestShortPayload : longestPayload);
}
