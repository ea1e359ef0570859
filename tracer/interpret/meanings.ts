/** Which function says what the return of a call means. A meaning without its function does not compile. */
import type { Meaning } from "../syscalls/table";
import { bytesMeanings } from "./bytes";
import { descriptorFlagMeanings } from "./descriptorFlags";
import { closeFailed, descriptorMeanings } from "./descriptors";
import { eventfdMeanings } from "./eventfd";
import { fifoMeanings } from "./fifo";
import { fileMeanings } from "./file";
import { messageQueueMeanings, receiveFailed } from "./messageQueue";
import { nameMeanings } from "./names";
import { openingMeanings } from "./opening";
import { pipeMeanings } from "./pipe";
import { executionFailed, processMeanings } from "./processCalls";
import type { CallMeaning } from "./returnedCall";
import { signalMeanings } from "./signals";
import { transferringMeanings } from "./transferring";
import { wait4Failed, waitingMeanings } from "./waiting";

/** Calls that returned without an error. */
export const meanings: Readonly<Record<Meaning, CallMeaning>> = {
    ...bytesMeanings,
    ...descriptorMeanings,
    ...descriptorFlagMeanings,
    ...eventfdMeanings,
    ...fifoMeanings,
    ...fileMeanings,
    ...messageQueueMeanings,
    ...nameMeanings,
    ...openingMeanings,
    ...pipeMeanings,
    ...processMeanings,
    ...signalMeanings,
    ...transferringMeanings,
    ...waitingMeanings,
    ask: (call) => call.tellReturned(),
};

/** Calls whose failure means more than that nothing happened. */
export const failures: Readonly<Partial<Record<Meaning, CallMeaning>>> = {
    close: closeFailed,
    execute: executionFailed,
    receiveMessage: receiveFailed,
    wait4: wait4Failed,
};
