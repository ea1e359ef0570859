/** Pseudoterminals (pty(7)): which terminal a master is the other end of, and what becomes of it when nobody has the master any more. */
import type { OpenDescriptor } from "./descriptorLookup";
import type { Interpretation } from "./interpretation";
import type { ReturnedCall } from "./returnedCall";

function tellName(call: ReturnedCall, { fd, object }: OpenDescriptor, terminal: string): void {
    const { identities, masters, state } = call.interpretation;
    if (object.kind !== "tty" || masters.has(object.id)) return;
    identities.nameTerminal(object.id, terminal);
    masters.set(object.id, terminal);
    const isNew = !object.inherited;
    // One that is hung up had the same name before.
    const known = [...state.objects.values()].find((each) => each.kind === "tty" && each.name === terminal && each.id !== object.id);
    const newPeer =
        known === undefined || (isNew && known.inode !== null)
            ? ({ ...identities.createTerminal(terminal), kind: "tty" } as const)
            : undefined;
    const otherEnd = newPeer?.id ?? known?.id ?? object.id;
    call.tell({
        kind: "terminalNamed",
        fd,
        object: object.id,
        terminal,
        otherEnd,
        ...(newPeer !== undefined && { newPeer }),
        ...(isNew && { isNew }),
    });
}

/** TIOCGPTN, which ptsname(3) makes. */
function askNumber(call: ReturnedCall, open: OpenDescriptor): void {
    const number = call.structure("terminal", 4)?.getUint32(0, true);
    if (number === undefined) call.tellReturned();
    else tellName(call, open, `/dev/pts/${number}`);
}

/** TIOCGPTPEER, which openpty(3) makes: the other end, of which the name may not lead to it. */
function openPeer(call: ReturnedCall, open: OpenDescriptor): void {
    const facts = call.facts("object");
    if (facts !== undefined && facts.terminal !== null) tellName(call, open, facts.terminal);
    call.tellOpened(call.result, facts, false);
}

/** By the numbers of include/uapi/asm-generic/ioctls.h. */
export const pseudoterminalRequests = [
    [0x80045430, askNumber],
    [0x5441, openPeer],
] as const;

/** The last descriptor of a master is closed: its terminal is hung up (pty_close, __tty_hangup in the kernel). */
export function tellHangUps({ masters, state, narration }: Interpretation, time: number): void {
    for (const [id, terminal] of [...masters]) {
        if (state.objects.has(id)) continue;
        masters.delete(id);
        const holders = [...state.processes.values()].filter(({ job, exit }) => exit === null && job.terminal === terminal);
        const first = holders.find(({ pid, job }) => job.session === pid) ?? holders[0];
        if (first === undefined || first.job.session === null) continue;
        narration.tell(
            { time, process: first.id, pid: first.pid, tid: first.pid, call: null, stack: 0 },
            { kind: "controllingTerminalLost", terminal, cause: "hung up", session: first.job.session },
        );
    }
}
