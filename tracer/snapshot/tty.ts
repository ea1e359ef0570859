/** Pseudoterminals: what waits at either end, by FIONREAD, their settings, and whom the terminal controls (ioctl_tty(2), pty(7)). */
import { awaitsInterrupt } from "../model/kinds/tty/line";
import type { TerminalSettings } from "../model/kinds/tty/settings";
import type { Tty } from "../model/kinds/tty/state";
import type { ObjectId } from "../model/identities";
import type { State } from "../model/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import { aboutDescriptions, ioctl, type Inquiry } from "./inquiry";
import type { Judge } from "./judge";
import type { TallyPlace } from "./tally";

/** /dev/ptmx, /dev/pts/ptmx, and the terminals. */
const ends = "link:/dev/pt";
const unread = aboutDescriptions(ends, ioctl("FIONREAD", 4));
const settings = aboutDescriptions(ends, ioctl("TCGETS", 36));
const number = aboutDescriptions(ends, ioctl("TIOCGPTN", 4));
const foreground = aboutDescriptions(ends, ioctl("TIOCGPGRP", 4));
const session = aboutDescriptions(ends, ioctl("TIOCGSID", 4));

export const ttyJudge: Judge<Tty> = {
    inquiries: [unread, settings, number, foreground, session],
    compare({ object, held, heldOf, snapshot, state, place }) {
        const { line, otherEnd } = object;
        if (line === null || otherEnd === null) return;
        // A write that waits for room has written a part.
        const isWritten = waitsForRoom(state, [object.id, otherEnd]);
        compareUnread("bytes on the screen", isWritten ? null : line.screenLength, held, snapshot, place, false);
        const typed = line.keys === null || line.keys.ahead > 0 ? null : line.keys.bytes.length;
        compareUnread("bytes typed", isWritten ? null : typed, heldOf(otherEnd), snapshot, place, awaitsInterrupt(line));
        const master = held[0]?.kernel.class;
        if (master === undefined) return;
        const name = state.objects.get(otherEnd)?.name ?? null;
        place.compare("terminal", name, nameOf(numberOf(snapshot, number, master)));
        compareSettings(line.settings, answerTo(snapshot, settings, master)?.bytes, place);
        const terminal = name === null ? undefined : state.terminals.get(name);
        compareNumber("foreground process group", terminal?.foreground ?? null, numberOf(snapshot, foreground, master), place);
        compareNumber("session", terminal?.session ?? null, numberOf(snapshot, session, master), place);
    },
};

/** The line discipline of the reader has room for so many bytes; others wait before it (N_TTY_BUF_SIZE). */
const roomOfReader = 4095;

function waitsForRoom({ processes }: State, ends: readonly ObjectId[]): boolean {
    return [...processes.values()].some(({ threads }) =>
        [...threads.values()].some(({ call }) => call?.awaits.what === "room" && call.object !== null && ends.includes(call.object)),
    );
}

/**
 * The kernel brings the bytes of a write to the reader's line discipline some time later, and echoes then (flush_to_ldisc in
 * drivers/tty/tty_buffer.c): when it counts fewer, some are on their way. When it counts more, that may be a Ctrl-C (`isInterrupted`).
 */
function compareUnread(
    what: string,
    ours: number | null,
    ends: readonly Matched[],
    snapshot: KernelSnapshot,
    place: TallyPlace,
    isInterrupted: boolean,
): void {
    const subject = ends[0]?.kernel.class;
    const kernel = subject === undefined ? null : numberOf(snapshot, unread, subject);
    if (kernel === null) return;
    const length = ours === null || ours >= roomOfReader ? null : ours;
    if (length !== null && (kernel < length || (kernel > length && isInterrupted))) place.unknown();
    else place.compare(what, length, kernel);
}

/** Null: not told. */
function numberOf(snapshot: KernelSnapshot, inquiry: Inquiry, subject: number): number | null {
    const answer = answerTo(snapshot, inquiry, subject);
    if (answer === undefined || answer.error !== 0 || answer.bytes.length < 4) return null;
    return new DataView(answer.bytes.buffer, answer.bytes.byteOffset).getInt32(0, true);
}

function nameOf(kernel: number | null): string {
    return kernel === null ? "unknown" : `/dev/pts/${kernel}`;
}

/** struct termios: c_iflag, c_oflag, c_lflag and the characters. */
function compareSettings(ours: TerminalSettings | null, kernel: Uint8Array | undefined, place: TallyPlace): void {
    if (kernel === undefined || kernel.length < 36) return;
    const view = new DataView(kernel.buffer, kernel.byteOffset);
    const flags = [0, 4, 12].map((offset) => view.getUint32(offset, true).toString(8));
    const known = ours === null ? null : [ours.input, ours.output, ours.local].map((word) => word.toString(8));
    place.compare("settings", known?.join(" ") ?? null, flags.join(" "));
    place.compare("special characters", ours?.characters.join(" ") ?? null, [...kernel.subarray(17, 36)].join(" "));
}

/** Without a session the kernel has no answer. */
function compareNumber(what: string, ours: number | null, kernel: number | null, place: TallyPlace): void {
    if (kernel !== null) place.compare(what, ours, kernel);
}
