/** Terminals (tty(4)); of a pseudoterminal that is traced, what is between its ends (pty(7)). */
import type { Wait } from "../awaits";
import { onlyOthers, byDescriptor, type Enders } from "../ender";
import { escapeBytes } from "../bytes";
import type { ObjectId } from "../identities";
import type { Look } from "../look";
import type { Mutable } from "../mutable";
import type { BytesRead, BytesWritten } from "../owners/transfer";
import { count, list, nameOf, said } from "../words";
import type { Kind } from "./kind";
import type { NoFacts } from "./recognised";
import type { TerminalFlushed, TtyEvent } from "./tty/events";
import {
    interrupted,
    newLine,
    readFromMaster,
    readFromTerminal,
    typedAt,
    unknownLine,
    withoutKeys,
    withoutScreen,
    withoutWaiting,
    withSettings,
    writtenTo,
    type Line,
} from "./tty/line";
import type { Held } from "./tty/held";
import { initialSettings } from "./tty/settings";
import type { Tty } from "./tty/state";

/** All that the call moved; null: not all of it was captured. */
function bytesOf({ data, length }: BytesWritten | BytesRead): Uint8Array | null {
    return data?.length === length ? data : null;
}

function change(tty: Mutable<Tty>, how: (line: Line) => Line): void {
    if (tty.line !== null) tty.line = how(tty.line);
}

/** What happens at the terminal is noted at its master, which alone has a line. */
function masterOf({ otherEnd, line }: Tty): readonly ObjectId[] {
    return otherEnd === null || line !== null ? [] : [otherEnd];
}

function read(tty: Mutable<Tty>, event: BytesRead): void {
    if (event.consumed !== false) change(tty, (line) => readFromMaster(line, event.length, bytesOf(event)));
}

/** First what has come to the end of the call, then what goes out of it (__tty_perform_flush). */
function flush(line: Line, { keys, screen }: TerminalFlushed): Line {
    const arrived = keys === "arrived" ? withoutKeys(line) : line;
    const left = screen === null ? arrived : withoutScreen(arrived, screen);
    return keys === "onTheWay" ? withoutWaiting(left) : left;
}

/** Of either end. */
export function lineOf(tty: Tty, look: Pick<Look, "alike">): Line | null {
    return tty.line ?? look.alike(tty).find(({ id }) => id === tty.otherEnd)?.line ?? null;
}

function awaited(tty: Tty, { awaits }: Wait, look: Look): string | null {
    const line = lineOf(tty, look);
    if (awaits.what !== "input" || line === null) return null;
    if (tty.line !== null) return line.screen?.bytes.length === 0 ? "nothing was written to the terminal" : null;
    if (line.keys?.bytes.length !== 0 || line.unfinished === null) return null;
    const begun = line.unfinished.length;
    return begun === 0 ? "nothing is typed" : `the line is not complete: ${count(begun, "byte")} of it ${begun === 1 ? "is" : "are"} typed`;
}

function enders(tty: Tty, { awaits }: Wait, look: Look): Enders {
    if (tty.otherEnd === null) return onlyOthers(awaits.what === "input" ? "whoever types at the terminal" : "the terminal");
    return { known: look.holders(tty.otherEnd, awaits.what === "input" ? "write" : "read").map(byDescriptor), others: null };
}

function amount(bytes: Uint8Array | undefined, length: number | null = bytes?.length ?? null): string {
    return length === null ? "unknown" : count(length, "byte");
}

function heldJson(held: Held | null): object | null {
    return held === null ? null : { bytes: held.bytes.length, text: escapeBytes(held.bytes) };
}

export const tty: Kind<Tty, NoFacts, TtyEvent> = {
    word: "terminal",
    traits: { named: true, position: "zero", identity: "inode", connects: false, buffers: false },
    begins: (base) => ({ ...base, kind: "tty", otherEnd: null, line: null }),
    // The kernel makes both ends at once (ptmx_open); the terminal is gone with its master.
    stays: ({ otherEnd, line }) => otherEnd !== null && line === null,
    ends: {
        whom: ({ otherEnd, line }) => (otherEnd === null || line === null ? [] : [otherEnd]),
        becomes(terminal) {
            terminal.otherEnd = null;
        },
    },
    events: {
        terminalSettingsChanged: {
            becomes: (tty, { settings, discards }) => change(tty, (line) => withSettings(discards ? withoutKeys(line) : line, settings)),
            says({ process, terminal, set, cleared, discards, settings, ...call }) {
                const changes = [...set, ...cleared.map((flag) => `-${flag}`)];
                const what = settings === null ? "to what is not known" : changes.length === 0 ? "" : `: ${list(changes)}`;
                return said(
                    `${nameOf(call, "tcsetattr")} of ${process} set ${terminal}${what === "" || what.startsWith(":") ? what : ` ${what}`}.`,
                    [...effects(set, cleared), ...(discards ? ["What was typed and not read is thrown away."] : [])].join(" ") || null,
                );
            },
        },
        terminalFlushed: {
            becomes: (tty, event) => change(tty, (line) => flush(line, event)),
            says: ({ process, terminal, keys, ...call }) =>
                said(
                    `${nameOf(call, "tcflush")} of ${process} threw away what was ${keys === null ? "written to" : "typed at"} ${terminal} and not read.`,
                ),
        },
        terminalInterrupted: {
            becomes: (tty) => change(tty, interrupted),
            says: ({ terminal, signal }) =>
                said(`${terminal} has come to the key that sends ${signal}.`, "What was typed before it, and not read, is thrown away."),
        },
        terminalUnfollowed: {
            becomes: (tty) => change(tty, () => unknownLine),
            says: ({ process, terminal, request }) =>
                said(`${process} used ${request} of ${terminal}.`, "What waits in that terminal is not followed from here on."),
        },
    },
    reactions: {
        terminalNamed: {
            becomes(tty, { otherEnd, isNew }) {
                tty.otherEnd = otherEnd;
                tty.line = isNew === true && tty.moved.size === 0 ? newLine(initialSettings) : unknownLine;
            },
            reaches: {
                whom: ({ otherEnd }) => [otherEnd],
                becomes(terminal, { object }) {
                    terminal.otherEnd = object;
                },
            },
        },
        bytesWritten: {
            becomes: (tty, event) => change(tty, (line) => typedAt(line, bytesOf(event))),
            reaches: {
                whom: (_event, tty) => masterOf(tty),
                becomes: (master, event) => change(master, (line) => writtenTo(line, bytesOf(event))),
            },
        },
        bytesRead: {
            becomes: read,
            reaches: {
                whom: (_event, tty) => masterOf(tty),
                becomes: (master, event) => change(master, (line) => readFromTerminal(line, event.length, bytesOf(event))),
            },
        },
        unseenTransfer: {
            becomes: (tty) => change(tty, () => unknownLine),
            reaches: { whom: (_event, tty) => masterOf(tty), becomes: (master) => change(master, () => unknownLine) },
        },
    },
    awaited,
    enders,
    json: ({ otherEnd, line }) => ({
        ...(otherEnd !== null && { otherEnd }),
        ...(line !== null && {
            typed: heldJson(line.keys),
            unfinished: line.unfinished === null ? null : escapeBytes(line.unfinished),
            screen: heldJson(line.screen),
        }),
    }),
    remark({ otherEnd, line }) {
        if (otherEnd === null) return "";
        if (line === null) return `its master is ${otherEnd}`;
        const begun = line.unfinished?.length === 0 ? "" : `, ${amount(line.unfinished ?? undefined)} of a line begun`;
        return `the master of ${otherEnd}: typed ${amount(line.keys?.bytes)}${begun}; on the screen ${amount(line.screen?.bytes, line.screenLength)}`;
    },
};

function effects(set: readonly string[], cleared: readonly string[]): readonly string[] {
    const texts: readonly (readonly [string, string, string])[] = [
        ["ECHO", "What is typed is shown again.", "What is typed is not shown any more: so are passwords read."],
        ["ICANON", "Who reads gets whole lines.", "Who reads gets each key at once."],
        ["ISIG", "Ctrl-C and Ctrl-Z send signals.", "Ctrl-C and Ctrl-Z send no signals, but are read."],
    ];
    return texts.flatMap(([flag, on, off]) => (set.includes(flag) ? [on] : cleared.includes(flag) ? [off] : []));
}
