/**
 * How far the kernel may have come with what was typed at a pseudoterminal: it comes to that some time after the write (flush_to_ldisc in
 * drivers/tty/tty_buffer.c), and what is done meanwhile meets what is there then. A world is one way in which it may be; pure.
 */
import { typed } from "./discipline";
import { added, heldKey, isEmpty, nothing, type Held } from "./held";
import { characterPlaces, inputFlags, isCanonical, localFlags, type TerminalSettings } from "./settings";

/** Null: not known. */
export interface World {
    /** Typed, and the kernel may not have come to it. */
    readonly waiting: Uint8Array;
    /** What can be read from the terminal. */
    readonly keys: Held | null;
    /** A line that is being typed: it can be read when it is complete (ICANON). */
    readonly unfinished: Uint8Array | null;
    /** What can be read from the master. */
    readonly screen: Held | null;
    /** Among the keys may be a Ctrl-D, which is a byte when lines cease to matter. */
    readonly hasEnd: boolean;
}

const none = new Uint8Array();

export const emptyWorld: World = { waiting: none, keys: nothing, unfinished: none, screen: nothing, hasEnd: false };

export const unknownWorld: World = { waiting: none, keys: null, unfinished: null, screen: null, hasEnd: true };

/** The kernel drops keys that nobody reads (N_TTY_BUF_SIZE). */
const mostKeys = 4095;

/** The kernel comes to so many more of the bytes that wait. What Ctrl-C leaves on the screen may be one of several. */
export function proceed(settings: TerminalSettings, world: World, count = world.waiting.length): readonly World[] {
    const bytes = world.waiting.subarray(0, count);
    if (bytes.length === 0) return [world];
    const { readable, unfinished, interrupted, ends, echo } = typed(settings, world.unfinished, bytes);
    const screens = interrupted ? leftOnScreen(world.screen) : [world.screen];
    const keys = added(interrupted ? nothing : world.keys, readable);
    const fits = keys === null || keys.bytes.length + (unfinished?.length ?? 0) <= mostKeys;
    return screens.map((screen) => ({
        waiting: world.waiting.subarray(count),
        keys: fits ? keys : null,
        unfinished: fits ? unfinished : null,
        screen: added(screen, echo),
        hasEnd: ends || (world.hasEnd && !interrupted),
    }));
}

/** So many ways in which it may be are as good as none. */
export const mostWorlds = 64;

/** More are not told apart. */
const mostOnScreen = 16;

/** What was on its way to the reader of the master is thrown away, not what has come there (pty_flush_buffer). */
export function leftOnScreen(screen: Held | null): readonly (Held | null)[] {
    if (screen === null || isEmpty(screen)) return [screen];
    if (screen.ahead > 0 || screen.bytes.length > mostOnScreen) return [null];
    return [...screen.bytes, 0].map((_, length) => ({ bytes: screen.bytes.subarray(0, length), ahead: 0 }));
}

/** All places to which the kernel may have come by now, of which `matters` tells those apart that what is done now could meet. */
export function places(settings: TerminalSettings, world: World, matters: (before: World, after: World) => boolean): readonly World[] {
    const all = [world];
    let front: readonly World[] = [world];
    for (let count = 0; count < world.waiting.length; count++) {
        const next = front.flatMap((each) => proceed(settings, each, 1).map((after) => ({ before: each, after })));
        all.push(...next.flatMap(({ before, after }) => (matters(before, after) ? [after] : [])));
        front = next.map(({ after }) => after);
        if (all.length > mostWorlds) return all;
    }
    return all;
}

/** The kernel has come at least to what somebody has read. */
export function caughtUp(settings: TerminalSettings, world: World): readonly World[] {
    const lacks = (world.keys?.ahead ?? 0) > 0 || (world.screen?.ahead ?? 0) > 0;
    if (!lacks || world.waiting.length === 0) return [world];
    return proceed(settings, world, 1).flatMap((each) => caughtUp(settings, each));
}

/** n_tty_set_termios: what is typed can be read at once when lines cease to matter, and what is there is taken for a line when they begin to. */
export function withMode(world: World, before: TerminalSettings, settings: TerminalSettings): World {
    if (isCanonical(before) === isCanonical(settings)) return world;
    if (isCanonical(settings)) return { ...world, unfinished: world.keys === null ? null : none };
    if (world.hasEnd) return { ...world, keys: null, unfinished: none, hasEnd: false };
    return { ...world, keys: added(world.keys, world.unfinished), unfinished: none };
}

/** Where Ctrl-C or its like is among the bytes that wait; negative: nowhere. */
export function interruptAt({ input, local, characters }: TerminalSettings, { waiting }: World): number {
    if ((local & localFlags.ISIG) === 0) return -1;
    const interrupts = [characterPlaces.VINTR, characterPlaces.VQUIT, characterPlaces.VSUSP].map((place) => characters[place] ?? 0);
    const mask = (input & inputFlags.ISTRIP) === 0 ? 0xff : 0x7f;
    return waiting.findIndex((byte) => (byte & mask) !== 0 && interrupts.includes(byte & mask));
}

function key({ waiting, keys, unfinished, screen, hasEnd }: World): string {
    return [waiting.join(), heldKey(keys), unfinished?.join() ?? "?", heldKey(screen), hasEnd].join("|");
}

export function distinct(worlds: readonly World[]): readonly World[] {
    return worlds.length < 2 ? worlds : [...new Map(worlds.map((world) => [key(world), world])).values()];
}
