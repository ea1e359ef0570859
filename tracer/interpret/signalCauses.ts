/** Why the kernel has generated a signal, by what siginfo_t says (sigaction(2)). */
import { isStream } from "../model/kinds/socket/state";
import { lookAt } from "../model/lookAt";
import { endsOf } from "../model/openFlags";
import type { SignalGenerated } from "../model/owners/signalEvents";
import { signalName } from "../model/signals";
import { signalCodes, type SignalInformation } from "../trace/signalInformation";
import type { OpenDescriptor } from "./descriptorLookup";
import { causeAtDescriptor } from "./descriptorSignals";
import type { Interpretation } from "./interpretation";
import type { ReturnedCall } from "./returnedCall";
import { causeByTerminal } from "./terminalSignals";
import type { Task } from "./tracedTasks";

type Cause = Pick<SignalGenerated, "cause" | "forThread">;

const intervalTimers: ReadonlyMap<string, string> = new Map([
    ["SIGALRM", "ITIMER_REAL"],
    ["SIGVTALRM", "ITIMER_VIRTUAL"],
    ["SIGPROF", "ITIMER_PROF"],
]);

/** By `si_code`. */
const faults: Readonly<Record<string, readonly string[]>> = {
    SIGSEGV: ["nothing is mapped there", "the mapping does not permit that"],
    SIGBUS: ["the address is not aligned", "there is no such memory", "the memory is damaged"],
    SIGFPE: ["an integer was divided by zero", "an integer overflowed", "a number was divided by zero", "a number overflowed"],
    SIGILL: ["there is no such instruction", "the instruction's operand is not valid"],
    SIGTRAP: ["it ran into a breakpoint", "it was traced"],
    SIGSYS: ["a filter does not permit the call"],
};

/** Of a signal that has arrived and of which no generation is recorded; null: unknown, or it was told. */
export function causeOf(interpretation: Interpretation, task: Task, information: SignalInformation): Cause | null {
    const { code, senderPid, value } = information;
    const { kernel, messageQueue, timer: timerCode } = signalCodes;
    const signal = signalName(information.signal);
    const timer = intervalTimers.get(signal);
    if (code === timerCode) {
        return { cause: { by: "timer", timer: `timer ${information.timer}`, ...(value !== null && { value }) } };
    }
    if (code === messageQueue) return { cause: { by: "messageQueue" } };
    if (code === kernel && timer !== undefined) return { cause: { by: "timer", timer } };
    const reasons = faults[signal];
    if (reasons !== undefined && code > 0) {
        return {
            cause: { by: "fault", why: reasons[code - 1] ?? null, address: code === kernel ? null : information.address },
            forThread: true,
        };
    }
    const ofDescriptor = causeAtDescriptor(interpretation, task, information);
    if (ofDescriptor !== null) return { cause: ofDescriptor };
    if (code === kernel) return { cause: causeByTerminal(interpretation, task.process, signal) ?? { by: "kernel" } };
    if (senderPid === null || senderPid === 0) return null;
    const sender = interpretation.tasks.seenBy(task.process, senderPid);
    if (sender === undefined) return { cause: { by: "stranger", pid: senderPid } };
    if (signal === "SIGPIPE" && sender === task.process && code === 0) return { cause: { by: "brokenPipe" }, forThread: true };
    return null;
}

/**
 * A write that failed with EPIPE has sent SIGPIPE to its thread, unless it was to a datagram socket or with MSG_NOSIGNAL
 * (pipe_write, sk_stream_error in the kernel).
 */
export function tellBrokenPipe(call: ReturnedCall): void {
    const open = call.known(call.int(call.has("toFd") ? "toFd" : "fd"));
    if (open === undefined) return;
    const noSignal = 0x4000;
    const isQuiet = call.has("flags") && (call.unsigned("flags") & noSignal) !== 0;
    const { object } = open;
    const sends =
        object.kind === "socket" ? isStream(object) === true && !isQuiet : call.interpretation.transfersOf(object).endsByClosing === true;
    if (sends) {
        call.tell({ kind: "signalGenerated", signal: "SIGPIPE", cause: { by: "brokenPipe" }, forThread: true });
    }
}

/**
 * A write that waited for room and returned only a part of it, since nobody can read any more, has sent SIGPIPE too (pipe_write);
 * any other call that waits and returns a part was interrupted.
 */
export function tellBrokenAfterPart(call: ReturnedCall): void {
    const asked = call.asked("data");
    if (asked === undefined || call.result >= asked || call.result <= 0) return;
    const open = call.known(call.int(call.has("toFd") ? "toFd" : "fd"));
    if (open === undefined || !writesToPipe(call, open)) return;
    const look = lookAt(call.interpretation.state);
    if (look.ends(open.object.id, "read") > 0 || look.isInFlight(open.object.id, "read")) return;
    call.tell({ kind: "signalGenerated", signal: "SIGPIPE", cause: { by: "brokenPipe" }, forThread: true });
}

function writesToPipe({ interpretation }: ReturnedCall, { object, description }: OpenDescriptor): boolean {
    const canWrite = endsOf(description).includes("write") && !description.statusFlags.includes("O_NONBLOCK");
    return canWrite && object.kind !== "socket" && interpretation.transfersOf(object).endsByClosing === true;
}
