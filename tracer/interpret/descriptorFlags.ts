/** fcntl(2) and ioctl(2), as far as they concern descriptors, status flags and pipes. */
import { signalName } from "../model/signals";
import { statusFlagNames } from "../model/openFlags";
import type { OpenDescriptor } from "./descriptorLookup";
import { tellCloseOnExec, tellDuplicated } from "./descriptors";
import { terminalRequests } from "./jobControl";
import { setLock, tellLease } from "./lock";
import { pseudoterminalRequests } from "./pseudoterminals";
import type { CallMeaning, ReturnedCall } from "./returnedCall";
import { ttyRequests } from "./tty";
import type { Mechanism } from "./mechanism";
import { userfaultfdRequests } from "./userfaultfd";

type Command = (call: ReturnedCall, open: OpenDescriptor) => void;

/** F_SETFL changes only these; O_APPEND, O_NONBLOCK, O_ASYNC, O_DIRECT, O_NOATIME (fs/fcntl.c, SETFL_MASK). */
const changeableFlags = 0o2000 | 0o4000 | 0o20000 | 0o40000 | 0o1000000;
const changeable: ReadonlySet<string> = new Set(statusFlagNames(changeableFlags));

const nonBlocking: ReadonlySet<string> = new Set(["O_NONBLOCK"]);
const asynchronous: ReadonlySet<string> = new Set(["O_ASYNC"]);

/** Who holds a lease is told by a signal, and the description shows that as O_ASYNC (fs/locks.c, lease_setup, lease_modify). */
function setLease(call: ReturnedCall, open: OpenDescriptor): void {
    const unlock = 2; // F_UNLCK
    const set = call.int("argument") === unlock ? [] : [...asynchronous];
    const isSet = open.description.statusFlags.includes("O_ASYNC");
    if (isSet !== set.length > 0) tellStatusFlags(call, open, set, asynchronous);
    tellLease(call, open);
}

function setSignal(call: ReturnedCall, open: OpenDescriptor): void {
    const signal = call.int("argument");
    const { description, object, fd } = open;
    call.tell({
        kind: "toldBySignal",
        fd,
        description: description.id,
        object: object.id,
        signal: signal === 0 ? null : signalName(signal),
    });
}

const fcntlCommands: ReadonlyMap<number, Command> = new Map([
    [0, (call, open) => tellDuplicated(call, open.fd, call.result, false)], // F_DUPFD
    [1030, (call, open) => tellDuplicated(call, open.fd, call.result, true)], // F_DUPFD_CLOEXEC
    [2, (call, open) => tellCloseOnExec(call, open, (call.int("argument") & 1) !== 0)], // F_SETFD
    [4, (call, open) => tellStatusFlags(call, open, statusFlagNames(call.int("argument") & changeableFlags), changeable)], // F_SETFL
    [6, setLock], // F_SETLK
    [7, setLock], // F_SETLKW
    [10, setSignal], // F_SETSIG
    [37, setLock], // F_OFD_SETLK
    [38, setLock], // F_OFD_SETLKW
    [1024, setLease], // F_SETLEASE
    [1031, (call, open) => call.tell({ kind: "capacityChanged", fd: open.fd, object: open.object.id, capacity: call.result })], // F_SETPIPE_SZ
]);

const fcntl: CallMeaning = (call) => {
    const command = fcntlCommands.get(call.int("command"));
    runOrReturn(call, command);
};

const ioctlRequests: ReadonlyMap<number, Command> = new Map<number, Command>([
    ...terminalRequests,
    ...pseudoterminalRequests,
    ...ttyRequests,
    ...userfaultfdRequests,
    [0x5451, (call, open) => tellCloseOnExec(call, open, true)], // FIOCLEX
    [0x5450, (call, open) => tellCloseOnExec(call, open, false)], // FIONCLEX
    [0x5421, (call, open) => tellStatusFlags(call, open, isOn(call) ? [...nonBlocking] : [], nonBlocking)], // FIONBIO
    [0x5452, (call, open) => tellStatusFlags(call, open, isOn(call) ? [...asynchronous] : [], asynchronous)], // FIOASYNC
]);

const ioctl: CallMeaning = (call) => {
    const command = ioctlRequests.get(call.unsigned("request"));
    if (command === undefined && isNewDescriptor(call)) tellReceivedFrom(call);
    else runOrReturn(call, command);
};

/**
 * Requests without number return a descriptor (ioctl_ns(2), NS_GET_USERNS, those of KVM, of pidfds …). Where the kernel says that
 * the result is one, and the table has none, it is new.
 */
function isNewDescriptor(call: ReturnedCall): boolean {
    return call.known(call.result) === undefined && call.facts("object") !== undefined;
}

/** What it stands for may have been there before. */
function tellReceivedFrom(call: ReturnedCall): void {
    call.tell({ kind: "descriptorOpened", fd: call.result, ...call.newlyOpen(call.facts("object"), true, null) });
}

function runOrReturn(call: ReturnedCall, command: Command | undefined): void {
    const open = command === undefined ? undefined : call.used(call.int("fd"));
    if (command === undefined || open === undefined) call.tellReturned();
    else command(call, open);
}

function isOn(call: ReturnedCall): boolean {
    return (call.structure("on", 4)?.getInt32(0, true) ?? 0) !== 0;
}

/** The flags of `which` become those of `set`; the description keeps the others. */
function tellStatusFlags(call: ReturnedCall, open: OpenDescriptor, set: readonly string[], which: ReadonlySet<string>): void {
    const statusFlags = [...set, ...open.description.statusFlags.filter((flag) => !which.has(flag))];
    call.tell({ kind: "statusFlagsChanged", fd: open.fd, description: open.description.id, object: open.object.id, statusFlags });
}

export const descriptorFlags = { meanings: { fcntl, ioctl } } satisfies Mechanism;
