/** What is between the two ends of a pseudoterminal, and what calls do to it: pure. */
import { shown, typed } from "./discipline";
import type { TerminalSettings } from "./settings";

/** Bytes that can be read, in order. */
export interface Held {
    readonly bytes: Uint8Array;
    /** Taken by readers whose call was seen to return before that of who had put them there. */
    readonly ahead: number;
}

/** Ctrl-C or its like was typed, and nothing shows yet that the kernel has come to it (flush_to_ldisc): it does that some time later. */
export interface Interrupt {
    /** What was typed before, which can be read until then; null: not known. */
    readonly doomed: Uint8Array | null;
    /** Who reads it from the master will have seen the kernel come to it. */
    readonly isEchoed: boolean;
}

/** Null: not known, here and below. */
export interface Line {
    readonly settings: TerminalSettings | null;
    /** What was typed at the master and can be read from the terminal. */
    readonly keys: Held | null;
    /** A line that is being typed: it can be read when it is complete (ICANON). */
    readonly unfinished: Uint8Array | null;
    /** What was written to the terminal, or echoed, and can be read from the master. */
    readonly screen: Held | null;
    /** Null: none is on its way. */
    readonly interrupt: Interrupt | null;
}

const nothing: Held = { bytes: new Uint8Array(), ahead: 0 };

/** Of a pseudoterminal that was just made. */
export function newLine(settings: TerminalSettings): Line {
    return { settings, keys: nothing, unfinished: nothing.bytes, screen: nothing, interrupt: null };
}

export const unknownLine: Line = { settings: null, keys: null, unfinished: null, screen: null, interrupt: null };

/** The kernel drops keys that nobody reads (N_TTY_BUF_SIZE). */
const mostKeys = 4095;

/** write(2) to the master. */
export function typedAt(line: Line, bytes: Uint8Array | null): Line {
    const { settings } = line;
    if (settings === null || bytes === null) return { ...line, keys: null, unfinished: null, screen: null };
    const { readable, unfinished, interrupted, echo } = typed(settings, line.unfinished, bytes);
    const left = interrupted === "no" ? line : interruptedLine(line, interrupted === "first", (echo?.length ?? 0) > 0);
    const keys = added(left.keys, readable);
    const fits = keys !== null && keys.bytes.length + (unfinished?.length ?? 0) <= mostKeys;
    return { ...left, keys: fits ? keys : null, unfinished: fits ? unfinished : null, screen: added(left.screen, echo) };
}

/** What the kernel throws away at Ctrl-C: all that was typed, and of what goes to the screen what has not come to its reader yet (isig). */
function interruptedLine({ settings, keys, screen, interrupt }: Line, isFirst: boolean, isEchoed: boolean): Line {
    const isScreenRead = screen?.bytes.length === 0 && screen.ahead === 0;
    return {
        settings,
        keys: nothing,
        unfinished: nothing.bytes,
        screen: isScreenRead ? screen : null,
        interrupt: { doomed: isFirst && interrupt === null && keys?.ahead === 0 ? keys.bytes : null, isEchoed },
    };
}

/** write(2) to the terminal. */
export function writtenTo(line: Line, bytes: Uint8Array | null): Line {
    const { settings, screen, interrupt } = line;
    if (interrupt !== null) return { ...line, screen: null };
    return { ...line, screen: added(screen, settings === null || bytes === null ? null : shown(settings, bytes)) };
}

/** read(2) from the terminal. `bytes`: null: not all were captured. */
export function readFromTerminal(line: Line, length: number, bytes: Uint8Array | null): Line {
    const { keys, interrupt } = line;
    if (interrupt === null || keys === null || length === 0) return { ...line, keys: taken(keys, length) };
    const { doomed } = interrupt;
    if (bytes === null || doomed === null || (startsWith(doomed, bytes) && startsWith(keys.bytes, bytes))) {
        return { ...line, keys: null, interrupt: null };
    }
    if (startsWith(doomed, bytes)) return { ...line, interrupt: { ...interrupt, doomed: doomed.subarray(length) } };
    return { ...line, keys: taken(keys, length), interrupt: null };
}

/** read(2) from the master. */
export function readFromMaster(line: Line, length: number): Line {
    const isSeen = line.interrupt?.isEchoed === true && line.screen !== null && length > 0;
    return { ...line, screen: taken(line.screen, length), ...(isSeen && { interrupt: null }) };
}

function startsWith(all: Uint8Array, start: Uint8Array): boolean {
    return start.length <= all.length && start.every((byte, place) => all[place] === byte);
}

/**
 * tcsetattr(3). The kernel looks at what is typed some time after the write (flush_to_ldisc): what nobody has read yet may have met either
 * settings.
 */
export function withSettings(line: Line, settings: TerminalSettings | null): Line {
    if (settings === null) return unknownLine;
    const isProcessed = line.keys?.bytes.length === 0 && line.unfinished?.length === 0;
    const isSame = line.settings !== null && JSON.stringify(line.settings) === JSON.stringify(settings);
    return isProcessed || isSame ? { ...line, settings } : { ...unknownLine, settings };
}

/** What was typed and not read is thrown away (TCIFLUSH, TCSAFLUSH), unless it is still on its way. */
export function withoutKeys(line: Line): Line {
    return line.keys?.bytes.length === 0 && line.unfinished?.length === 0 ? line : { ...line, keys: null, unfinished: null };
}

function added(held: Held | null, bytes: Uint8Array | null): Held | null {
    if (held === null || bytes === null) return null;
    const late = Math.min(held.ahead, bytes.length);
    const all = new Uint8Array(held.bytes.length + bytes.length - late);
    all.set(held.bytes);
    all.set(bytes.subarray(late), held.bytes.length);
    return { bytes: all, ahead: held.ahead - late };
}

function taken(held: Held | null, length: number): Held | null {
    if (held === null) return null;
    const there = Math.min(length, held.bytes.length);
    return { bytes: held.bytes.subarray(there), ahead: held.ahead + length - there };
}
