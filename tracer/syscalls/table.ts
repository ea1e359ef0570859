/** The table of traced system calls. Adding a call is adding a row to a family (docs/add-a-syscall.md). */
import { descriptorCalls } from "./descriptor";
import { epollCalls } from "./epoll";
import { eventfdCalls } from "./eventfd";
import { eventSourceCalls } from "./eventSource";
import { fifoCalls } from "./fifo";
import { fanotifyCalls } from "./fanotify";
import { fileCalls } from "./file";
import { jobControlCalls } from "./jobControl";
import { inotifyCalls } from "./inotify";
import { futexCalls } from "./futex";
import { ioUringCalls } from "./ioUring";
import { kernelHandleCalls } from "./kernelHandle";
import { lockCalls } from "./lock";
import { mappingCalls } from "./mapping";
import { messageQueueCalls } from "./messageQueue";
import { pidfdCalls } from "./pidfd";
import { pipeCalls } from "./pipe";
import { pollCalls } from "./poll";
import { posixMessageQueueCalls } from "./posixMessageQueue";
import { processCalls } from "./process";
import { readWriteCalls } from "./readWrite";
import type { SyscallRow } from "./row";
import { semaphoreSetCalls } from "./semaphoreSet";
import { sharedMemoryCalls } from "./sharedMemory";
import { signalCalls } from "./signal";
import { signalfdCalls } from "./signalfd";
import { socketCalls } from "./socket";
import { systemVKeyCalls } from "./systemVKey";
import { timerfdCalls } from "./timerfd";
import { transferCalls } from "./transfer";
import { ttyCalls } from "./tty";
import { userfaultfdCalls } from "./userfaultfd";
import { waitingCalls } from "./waiting";

export const table = {
    ...processCalls,
    ...jobControlCalls,
    ...signalCalls,
    ...fileCalls,
    ...descriptorCalls,
    ...readWriteCalls,
    ...transferCalls,
    ...ttyCalls,
    ...pipeCalls,
    ...fifoCalls,
    ...socketCalls,
    ...messageQueueCalls,
    ...mappingCalls,
    ...posixMessageQueueCalls,
    ...semaphoreSetCalls,
    ...sharedMemoryCalls,
    ...systemVKeyCalls,
    ...epollCalls,
    ...eventfdCalls,
    ...signalfdCalls,
    ...timerfdCalls,
    ...pidfdCalls,
    ...fanotifyCalls,
    ...inotifyCalls,
    ...ioUringCalls,
    ...userfaultfdCalls,
    ...eventSourceCalls,
    ...kernelHandleCalls,
    ...pollCalls,
    ...lockCalls,
    ...futexCalls,
    ...waitingCalls,
} as const;

type Table = typeof table;
type KeysOfUnion<T> = T extends unknown ? keyof T : never;

export type SyscallName = keyof Table;
/** What the return of a call can mean: each has its function in tracer/interpret. */
export type Meaning = Table[SyscallName]["meaning"];
type WaitsOf<Row> = Row extends { readonly waits: infer Word } ? Word : never;
/** What a call can wait for: each has its function in tracer/interpret. */
export type WaitKind = WaitsOf<Table[SyscallName]>;
export type ArgumentName = Table[SyscallName]["arguments"][number];
export type CaptureName = KeysOfUnion<Table[SyscallName]["captures"]>;

/** A row as the decoder uses it: with its name, and its typed meaning. */
export interface Syscall extends SyscallRow {
    readonly name: SyscallName;
    readonly meaning: Meaning;
    readonly waits?: WaitKind;
}

export const syscalls: readonly Syscall[] = Object.entries<SyscallRow & { readonly meaning: Meaning; readonly waits?: WaitKind }>(table)
    .map(([name, row]) => ({ ...row, name: name as SyscallName }))
    .sort((a, b) => a.number - b.number);

const byNumber: readonly (Syscall | undefined)[] = (() => {
    const rows: (Syscall | undefined)[] = [];
    for (const row of syscalls) rows[row.number] = row;
    return rows;
})();

/** undefined: a call that the table does not know (a trace by a newer version, say). */
export function syscallByNumber(number: number): Syscall | undefined {
    return byNumber[number];
}
