/** What calls do to the settings of a pseudoterminal, and to what waits in it (ioctl_tty(2)); either end leads to it. */
import { inputFlags, localFlags, outputFlags, type TerminalSettings } from "../model/kinds/tty/settings";
import type { Tty } from "../model/kinds/tty/state";
import type { OpenDescriptor } from "./descriptorLookup";
import type { ReturnedCall } from "./returnedCall";

interface Master {
    readonly master: Tty;
    readonly terminal: string;
    /** The call was made at the terminal, not at the master. */
    readonly atTerminal: boolean;
}

/** Undefined: it is no pseudoterminal, or nothing is known of its other end. */
function masterOf({ interpretation: { state, identities } }: ReturnedCall, { object }: OpenDescriptor): Master | undefined {
    if (object.kind !== "tty") return undefined;
    const master = object.line === null ? state.objects.get(object.otherEnd ?? "") : object;
    const terminal = master === undefined ? null : identities.terminalOf(master.id);
    if (master?.kind !== "tty" || master.line === null || terminal === null) return undefined;
    return { master, terminal, atTerminal: object !== master };
}

/** struct termios: four words of flags, the line discipline, and 19 characters. */
function settingsOf(call: ReturnedCall): TerminalSettings | null {
    const view = call.structure("settings", 36);
    if (view === undefined) return null;
    const [input = 0, output = 0, , local = 0] = [0, 4, 8, 12].map((place) => view.getUint32(place, true));
    return { input, output, local, characters: Array.from({ length: 19 }, (_, place) => view.getUint8(17 + place)) };
}

const named = [
    ["input", inputFlags],
    ["output", outputFlags],
    ["local", localFlags],
] as const;

function flagsIn(settings: TerminalSettings | null): readonly string[] {
    if (settings === null) return [];
    return named.flatMap(([member, flags]) =>
        Object.entries(flags).flatMap(([flag, bits]: [string, number]) => ((settings[member] & bits) === bits ? [flag] : [])),
    );
}

function changeSettings(call: ReturnedCall, open: OpenDescriptor, settings: TerminalSettings | null, discards: boolean): void {
    const found = masterOf(call, open);
    if (found === undefined) {
        call.tellReturned();
        return;
    }
    const { master, terminal } = found;
    const before = master.line?.settings ?? null;
    const [old, now] = [flagsIn(before), flagsIn(settings)];
    call.tell({
        kind: "terminalSettingsChanged",
        object: master.id,
        terminal,
        settings,
        set: before === null ? [] : now.filter((flag) => !old.includes(flag)),
        cleared: before === null || settings === null ? [] : old.filter((flag) => !now.includes(flag)),
        discards,
    });
}

/** TCFLSH: by 0 what came in at this end, by 1 what went out of it, by 2 both (n_tty_ioctl_helper, pty_flush_buffer). */
function flush(call: ReturnedCall, open: OpenDescriptor): void {
    const found = masterOf(call, open);
    const which = call.int("argument");
    if (found === undefined) {
        call.tellReturned();
        return;
    }
    const { master, terminal, atTerminal } = found;
    const [comes, goes] = [which !== 1, which !== 0];
    call.tell({
        kind: "terminalFlushed",
        object: master.id,
        terminal,
        keys: (atTerminal && comes && "arrived") || (!atTerminal && goes && "onTheWay") || null,
        screen: (atTerminal && goes && "onTheWay") || (!atTerminal && comes && "arrived") || null,
    });
}

function unfollowed(request: string): (call: ReturnedCall, open: OpenDescriptor) => void {
    return (call, open) => {
        const found = masterOf(call, open);
        if (found === undefined) call.tellReturned();
        else call.tell({ kind: "terminalUnfollowed", object: found.master.id, terminal: found.terminal, request });
    };
}

function sets(discards: boolean): (call: ReturnedCall, open: OpenDescriptor) => void {
    return (call, open) => changeSettings(call, open, settingsOf(call), discards);
}

/** By the numbers of include/uapi/asm-generic/ioctls.h. */
export const ttyRequests = [
    [0x5402, sets(false)], // TCSETS
    [0x5403, sets(false)], // TCSETSW
    [0x5404, sets(true)], // TCSETSF
    [0x402c542b, sets(false)], // TCSETS2
    [0x402c542c, sets(false)], // TCSETSW2
    [0x402c542d, sets(true)], // TCSETSF2
    [0x5406, unfollowed("TCSETA")],
    [0x5407, unfollowed("TCSETAW")],
    [0x5408, unfollowed("TCSETAF")],
    [0x540a, unfollowed("TCXONC")],
    [0x540b, flush], // TCFLSH
    [0x5412, unfollowed("TIOCSTI")],
    [0x5420, unfollowed("TIOCPKT")],
    [0x5423, unfollowed("TIOCSETD")],
    [0x40045436, unfollowed("TIOCSIG")],
] as const;
