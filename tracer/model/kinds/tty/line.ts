/** What is between the two ends of a pseudoterminal, and what calls do to it: pure. */
import { shown, typed } from "./discipline";
import type { TerminalSettings } from "./settings";

/** Bytes that can be read, in order. */
export interface Held {
    readonly bytes: Uint8Array;
    /** Taken by readers whose call was seen to return before that of who had put them there. */
    readonly ahead: number;
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
}

const nothing: Held = { bytes: new Uint8Array(), ahead: 0 };

/** Of a pseudoterminal that was just made. */
export function newLine(settings: TerminalSettings): Line {
    return { settings, keys: nothing, unfinished: nothing.bytes, screen: nothing };
}

export const unknownLine: Line = { settings: null, keys: null, unfinished: null, screen: null };

/** The kernel drops keys that nobody reads (N_TTY_BUF_SIZE). */
const mostKeys = 4095;

/** write(2) to the master. */
export function typedAt(line: Line, bytes: Uint8Array | null): Line {
    const { settings } = line;
    if (settings === null || bytes === null) return { ...line, keys: null, unfinished: null, screen: null };
    const { readable, unfinished, interrupted, echo } = typed(settings, line.unfinished, bytes);
    const left = interrupted ? withoutKeys(line) : line;
    const keys = added(left.keys, readable);
    const fits = keys !== null && keys.bytes.length + (unfinished?.length ?? 0) <= mostKeys;
    return { ...line, keys: fits ? keys : null, unfinished: fits ? unfinished : null, screen: added(line.screen, echo) };
}

/** write(2) to the terminal. */
export function writtenTo(line: Line, bytes: Uint8Array | null): Line {
    const { settings, screen } = line;
    return { ...line, screen: added(screen, settings === null || bytes === null ? null : shown(settings, bytes)) };
}

/** read(2) from the terminal. */
export function readFromTerminal(line: Line, length: number): Line {
    return { ...line, keys: taken(line.keys, length) };
}

/** read(2) from the master. */
export function readFromMaster(line: Line, length: number): Line {
    return { ...line, screen: taken(line.screen, length) };
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
