/** Which function says what the return of a call means. A meaning without its function does not compile. */
import type { Meaning } from "../syscalls/table";
import * as descriptors from "./descriptors";
import { fcntl, ioctl } from "./descriptorFlags";
import * as files from "./files";
import * as opening from "./opening";
import * as processCalls from "./processCalls";
import * as readingWriting from "./readingWriting";
import type { Interpretation } from "./returnedCall";
import * as signals from "./signals";
import * as transferring from "./transferring";
import { wait4, wait4Failed, waitid } from "./waiting";

/** Calls that returned without an error. */
export const meanings: Readonly<Record<Meaning, Interpretation>> = {
    allocate: files.allocate,
    ask: (call) => call.tellReturned(),
    borrowDescriptor: opening.borrowDescriptor,
    bpf: opening.bpf,
    changeDirectory: files.changeDirectory,
    clone: processCalls.clone,
    close: descriptors.close,
    closeRange: descriptors.closeRange,
    duplicate: descriptors.duplicate,
    execute: processCalls.execute,
    exit: processCalls.exit,
    fcntl,
    fork: processCalls.fork,
    ioctl,
    kill: signals.kill,
    killByPidfd: signals.killByPidfd,
    killThread: signals.killThread,
    listDirectory: files.listDirectory,
    makeDescriptor: opening.makeDescriptor,
    makeNode: files.makeNode,
    makePipe: opening.makePipe,
    makeRuleset: opening.makeRuleset,
    makeSocketPair: opening.makeSocketPair,
    open: opening.open,
    openMessageQueue: opening.openMessageQueue,
    prctl: processCalls.prctl,
    read: readingWriting.read,
    rename: files.rename,
    seccomp: opening.seccomp,
    seek: files.seek,
    signalAction: signals.signalAction,
    tee: transferring.tee,
    transfer: transferring.transfer,
    truncate: files.truncate,
    unlink: files.unlink,
    unshare: processCalls.unshare,
    vmsplice: readingWriting.vmsplice,
    wait4,
    waitid,
    write: readingWriting.write,
};

/** Calls whose failure means more than that nothing happened. */
export const failures: Readonly<Partial<Record<Meaning, Interpretation>>> = {
    close: descriptors.closeFailed,
    execute: processCalls.executionFailed,
    wait4: wait4Failed,
};
