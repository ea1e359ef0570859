/** Process groups, sessions and what controls them: setpgid(2), setsid(2), and the requests of ioctl_tty(2). */
import type { Job, TerminalName } from "../model/owners/job";
import { isSessionLeader } from "../model/owners/jobLookups";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Interpretation } from "./interpretation";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { TracedProcess } from "./tracedTasks";

function jobOf({ state }: Interpretation, { id }: TracedProcess): Job | undefined {
    return state.processes.get(id)?.job;
}

/** A number as the caller's PID namespace has it, in the recorder's; null: not known. */
export function groupNumber({ interpretation, process }: ReturnedCall, number: number): number | null {
    if (process.namespace.numbers === null) return number;
    return interpretation.tasks.seenBy(process, number)?.pid ?? null;
}

function setGroup(call: ReturnedCall): void {
    const { interpretation, process } = call;
    const pid = call.int("pid");
    const group = call.int("group");
    const member = pid === 0 ? process : interpretation.tasks.seenBy(process, pid);
    const number = group === 0 ? member?.pid : groupNumber(call, group);
    if (member === undefined || number === undefined || number === null) {
        call.tellReturned();
        return;
    }
    call.tell({ kind: "processGroupChanged", member: member.id, memberPid: member.pid, group: number });
}

function startSession(call: ReturnedCall): void {
    call.tell({ kind: "sessionStarted", session: call.process.pid });
}

/** Null: it is not known. `/dev/tty` is the terminal that controls whoever opened it (tty(4)). */
export function terminalOf(call: ReturnedCall, { object }: OpenDescriptor): TerminalName | null {
    if (object.name === "/dev/tty") {
        const own = jobOf(call.interpretation, call.process)?.terminal;
        return typeof own === "string" ? own : null;
    }
    return call.interpretation.identities.terminalOf(object.id);
}

/**
 * open(2) by the leader of a session that has no terminal gives it this one, if that controls nobody yet (tty_open in the
 * kernel's drivers/tty/tty_io.c): not with O_NOCTTY, not without the permission to read, not the master of a pseudoterminal.
 */
export function tellOpenedTerminal(call: ReturnedCall, flags: number): void {
    const [noControl, writeOnly, pathOnly] = [0o400, 1, 0o10000000];
    const open = call.known(call.result);
    if (open === undefined || (flags & (noControl | pathOnly)) !== 0 || (flags & 3) === writeOnly) return;
    const facts = call.facts("object");
    const terminal = facts?.terminal ?? null;
    const process = call.interpretation.state.processes.get(call.process.id);
    if (terminal === null || terminal === console || process === undefined) return;
    const { session, group, terminal: own } = process.job;
    if (typeof own === "string" || session === null || !isSessionLeader(process)) return;
    const known = call.interpretation.state.terminals.get(terminal);
    if (known?.session === 0 && own === false) {
        call.tell({ kind: "controllingTerminalAcquired", terminal, session, foreground: group });
    } else if (known === undefined || known.session === null) {
        call.tell({ kind: "controllingTerminalAcquired", terminal: null, session, foreground: null });
    }
}

const console = "/dev/console";

/** TIOCSCTTY: nothing changes where it is so already. */
function control(call: ReturnedCall, open: OpenDescriptor): void {
    const terminal = terminalOf(call, open);
    const job = jobOf(call.interpretation, call.process);
    if (terminal === null || job === undefined || job.session === null || job.terminal === terminal) {
        call.tellReturned();
        return;
    }
    call.tell({ kind: "controllingTerminalAcquired", terminal, session: job.session, foreground: job.group });
}

/** TIOCNOTTY: with a leader its whole session loses it (disassociate_ctty in drivers/tty/tty_jobctrl.c). */
function giveUp(call: ReturnedCall): void {
    const process = call.interpretation.state.processes.get(call.process.id);
    const terminal = process?.job.terminal;
    if (process === undefined || typeof terminal !== "string") {
        call.tellReturned();
        return;
    }
    const { session } = process.job;
    call.tell({
        kind: "controllingTerminalLost",
        terminal,
        cause: "given up",
        ...(session !== null && isSessionLeader(process) && { session }),
    });
}

/** TIOCSPGRP, which tcsetpgrp(3) makes. */
function setForeground(call: ReturnedCall, open: OpenDescriptor): void {
    const terminal = terminalOf(call, open);
    const group = call.structure("on", 4)?.getInt32(0, true);
    if (terminal === null || group === undefined) call.tellReturned();
    else call.tell({ kind: "foregroundChanged", terminal, group: groupNumber(call, group) });
}

/** By the numbers of include/uapi/asm-generic/ioctls.h. */
export const terminalRequests = [
    [0x540e, control],
    [0x5410, setForeground],
    [0x5422, giveUp],
] as const;

export const jobControl = { meanings: { setGroup, startSession } } satisfies Mechanism;
