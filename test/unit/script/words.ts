/** All words of the script language, each from the file of its mechanism. */
import { debuggingRecords } from "./debugging";
import { descriptorCalls } from "./descriptor";
import { epollCalls } from "./epoll";
import { eventfdCalls } from "./eventfd";
import { fanotifyCalls } from "./fanotify";
import { fifoCalls } from "./fifo";
import { fileCalls } from "./file";
import { jobControlCalls, jobControlRecords } from "./jobControl";
import { inotifyCalls } from "./inotify";
import { ioUringCalls } from "./ioUring";
import { futexCalls, futexRecords } from "./futex";
import { mappingCalls } from "./mapping";
import { operationRecords } from "./operation";
import { messageQueueCalls } from "./messageQueue";
import { passingCalls } from "./passing";
import { pipeCalls } from "./pipe";
import { posixMessageQueueCalls } from "./posixMessageQueue";
import { processCalls, processRecords } from "./process";
import { readWriteCalls } from "./readWrite";
import { remoteCallCalls } from "./remoteCall";
import { semaphoreSetCalls } from "./semaphoreSet";
import { sharedMemoryCalls } from "./sharedMemory";
import { signalCalls, signalRecords } from "./signal";
import { signalfdCalls } from "./signalfd";
import { socketCalls } from "./socket";
import { socketMessageCalls } from "./socketMessages";
import { systemVKeyCalls } from "./systemVKey";
import { timerfdCalls } from "./timerfd";
import { transferCalls } from "./transfer";
import { ttyCalls } from "./tty";
import { userfaultfdCalls } from "./userfaultfd";
import type { CallWord, RecordWord } from "./word";

export const callWords: Readonly<Record<string, CallWord>> = {
    ...descriptorCalls,
    ...epollCalls,
    ...eventfdCalls,
    ...fanotifyCalls,
    ...fifoCalls,
    ...fileCalls,
    ...jobControlCalls,
    ...inotifyCalls,
    ...ioUringCalls,
    ...futexCalls,
    ...mappingCalls,
    ...messageQueueCalls,
    ...passingCalls,
    ...pipeCalls,
    ...posixMessageQueueCalls,
    ...processCalls,
    ...readWriteCalls,
    ...remoteCallCalls,
    ...semaphoreSetCalls,
    ...sharedMemoryCalls,
    ...signalCalls,
    ...signalfdCalls,
    ...socketCalls,
    ...socketMessageCalls,
    ...systemVKeyCalls,
    ...timerfdCalls,
    ...transferCalls,
    ...ttyCalls,
    ...userfaultfdCalls,
};

export const recordWords: Readonly<Record<string, RecordWord>> = {
    ...debuggingRecords,
    ...futexRecords,
    ...operationRecords,
    ...jobControlRecords,
    ...processRecords,
    ...signalRecords,
};
