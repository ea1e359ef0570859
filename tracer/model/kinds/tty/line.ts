/** What is between the two ends of a pseudoterminal, and what calls do to it: pure. */
import { shown } from "./discipline";
import { added, couldGive, heldKey, isEmpty, nothing, taken, type Held } from "./held";
import type { TerminalSettings } from "./settings";
import {
    caughtUp,
    distinct,
    emptyWorld,
    interruptAt,
    leftOnScreen,
    mostWorlds,
    places,
    proceed,
    unknownWorld,
    withMode,
    type World,
} from "./world";

/** As it is when the kernel has come to all that was typed. Null: not known, here and below. */
export interface Line {
    readonly settings: TerminalSettings | null;
    /** What was typed at the master and can be read from the terminal. */
    readonly keys: Held | null;
    /** A line that is being typed: it can be read when it is complete (ICANON). */
    readonly unfinished: Uint8Array | null;
    /** What was written to the terminal, or echoed, and can be read from the master. */
    readonly screen: Held | null;
    /** How many bytes that is; it may be known where their order is not. */
    readonly screenLength: number | null;
    /** The ways in which it may be, of which one is true. */
    readonly worlds: readonly World[];
}

function lineOf(settings: TerminalSettings | null, all: readonly World[]): Line {
    const different = distinct(all);
    const worlds = settings === null || different.length === 0 || different.length > mostWorlds ? [unknownWorld] : different;
    const ends = settings === null ? worlds : worlds.flatMap((world) => proceed(settings, world));
    const lengths = new Set(ends.map(({ screen }) => (screen === null || screen.ahead > 0 ? null : screen.bytes.length)));
    const [first = unknownWorld] = ends;
    return {
        settings,
        keys: ends.every(({ keys }) => heldKey(keys) === heldKey(first.keys)) ? first.keys : null,
        unfinished: ends.every(({ unfinished }) => unfinished?.join() === first.unfinished?.join()) ? first.unfinished : null,
        screen: ends.every(({ screen }) => heldKey(screen) === heldKey(first.screen)) ? first.screen : null,
        screenLength: lengths.size === 1 ? ([...lengths][0] ?? null) : null,
        worlds,
    };
}

/** Of a pseudoterminal that was just made. */
export function newLine(settings: TerminalSettings): Line {
    return lineOf(settings, [emptyWorld]);
}

export const unknownLine: Line = lineOf(null, [unknownWorld]);

/** What becomes of each of the ways. */
function each(line: Line, becomes: (settings: TerminalSettings, world: World) => readonly World[]): Line {
    const { settings, worlds } = line;
    if (settings === null) return line;
    return lineOf(
        settings,
        worlds.flatMap((world) => becomes(settings, world)),
    );
}

const anything = (): boolean => true;

function changesScreen(before: World, after: World): boolean {
    return heldKey(before.screen) !== heldKey(after.screen);
}

function changesKeys(before: World, after: World): boolean {
    return heldKey(before.keys) !== heldKey(after.keys) || before.unfinished?.join() !== after.unfinished?.join();
}

function isInterrupt(settings: TerminalSettings): (before: World) => boolean {
    return (before) => interruptAt(settings, before) === 0;
}

/** write(2) to the master. */
export function typedAt(line: Line, bytes: Uint8Array | null): Line {
    if (bytes === null) return lineOf(line.settings, [unknownWorld]);
    return each(line, (settings, world) => caughtUp(settings, { ...world, waiting: Uint8Array.of(...world.waiting, ...bytes) }));
}

/** write(2) to the terminal: what is echoed may come before or behind it. */
export function writtenTo(line: Line, bytes: Uint8Array | null): Line {
    return each(line, (settings, world) => {
        const written = bytes === null ? null : shown(settings, bytes);
        return places(settings, world, changesScreen).map((place) => ({ ...place, screen: added(place.screen, written) }));
    });
}

type End = "keys" | "screen";

/** The kernel has come at least so far that somebody could read that much. */
function enough(settings: TerminalSettings, world: World, end: End, length: number): readonly World[] {
    const held = world[end];
    if (held === null || held.bytes.length >= length || world.waiting.length === 0) return [world];
    return proceed(settings, world, 1).flatMap((after) => enough(settings, after, end, length));
}

function readFrom(line: Line, end: End, length: number, bytes: Uint8Array | null): Line {
    const { settings } = line;
    if (length === 0 || settings === null) return line;
    const possible = line.worlds
        .flatMap((world) => places(settings, world, isInterrupt(settings)))
        .flatMap((place) => enough(settings, place, end, length))
        .flatMap((place) => (couldGive(place[end], bytes) ? [{ ...place, [end]: taken(place[end], length) }] : []));
    // That others have written it whose call has not returned is for when nothing else explains it.
    const explained = possible.filter((world) => !isAhead(world[end]));
    return lineOf(settings, explained.length > 0 ? explained : possible);
}

/** read(2) from the terminal. `bytes`: null: not all were captured. */
export function readFromTerminal(line: Line, length: number, bytes: Uint8Array | null): Line {
    return readFrom(line, "keys", length, bytes);
}

/** read(2) from the master. */
export function readFromMaster(line: Line, length: number, bytes: Uint8Array | null): Line {
    return readFrom(line, "screen", length, bytes);
}

/** tcsetattr(3): what nobody has read yet may have met either settings. */
export function withSettings(line: Line, settings: TerminalSettings | null): Line {
    const before = line.settings;
    if (settings === null) return unknownLine;
    if (before === null) return lineOf(settings, [unknownWorld]);
    if (JSON.stringify(before) === JSON.stringify(settings)) return line;
    const worlds = line.worlds.flatMap((world) => places(before, world, anything).map((place) => withMode(place, before, settings)));
    return lineOf(settings, worlds);
}

/** What can be read from the terminal is thrown away, not what is on its way there (n_tty_flush_buffer; TCIFLUSH, TCSAFLUSH). */
export function withoutKeys(line: Line): Line {
    return each(line, (settings, world) =>
        places(settings, world, changesKeys).map((place) => ({ ...place, ...noKeys, keys: isAhead(place.keys) ? null : nothing })),
    );
}

const noKeys = { unfinished: nothing.bytes, hasEnd: false } as const;

function isAhead(held: Held | null): boolean {
    return (held?.ahead ?? 0) > 0;
}

/** What was typed and is on its way to the terminal is thrown away (pty_flush_buffer; TCOFLUSH of the master). */
export function withoutWaiting(line: Line): Line {
    return each(line, (settings, world) => places(settings, world, anything).map((place) => ({ ...place, waiting: nothing.bytes })));
}

/** What has come to the reader of the master is thrown away, or what is on its way to it. */
export function withoutScreen(line: Line, part: "arrived" | "onTheWay"): Line {
    return each(line, (settings, world) =>
        places(settings, world, changesScreen).flatMap((place) =>
            leftOnScreen(place.screen).map((left) => ({ ...place, screen: part === "onTheWay" ? left : behind(place.screen, left) })),
        ),
    );
}

/** What is left when so much of the beginning is gone. */
function behind(all: Held | null, gone: Held | null): Held | null {
    return all === null || gone === null || isEmpty(all) ? gone : { bytes: all.bytes.subarray(gone.bytes.length), ahead: 0 };
}

/** Somebody got the signal: the kernel has come to the key that sends it, and nobody writes before it is through with that (isig). */
export function interrupted(line: Line): Line {
    return each(line, (settings, world) => proceed(settings, world, interruptAt(settings, world) + 1));
}

/** Whether the kernel may not have come to a key that sends a signal. */
export function awaitsInterrupt({ settings, worlds }: Line): boolean {
    return settings !== null && worlds.some((world) => interruptAt(settings, world) >= 0);
}
