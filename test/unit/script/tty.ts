/** `p1 tcsetattr 3 -ECHO`, from the settings of a new pseudoterminal; `flush` behind it: TCSAFLUSH. `p1 tcflush 3 0`, `p1 TIOCPKT 3`. */
import { initialSettings, inputFlags, localFlags, outputFlags, type TerminalSettings } from "../../../tracer/model/kinds/tty/settings";
import type { CallWord } from "./word";

const flags: Readonly<Record<string, readonly ["input" | "output" | "local", number]>> = {
    ...named("input", inputFlags),
    ...named("output", outputFlags),
    ...named("local", localFlags),
};

function named(
    member: "input" | "output" | "local",
    all: Readonly<Record<string, number>>,
): Record<string, readonly [typeof member, number]> {
    return Object.fromEntries(Object.entries(all).map(([flag, bits]) => [flag, [member, bits] as const]));
}

/** "ECHO" sets, "-ECHO" clears. */
export function settingsWith(words: readonly string[]): TerminalSettings {
    const settings = { ...initialSettings };
    for (const word of words) {
        const [member, bits] = flags[word.replace("-", "")] ?? ["local", 0];
        settings[member] = word.startsWith("-") ? settings[member] & ~bits : settings[member] | bits;
    }
    return settings;
}

/** struct termios. */
export function termiosBytes({ input, output, local, characters }: TerminalSettings): Uint8Array {
    const bytes = Buffer.alloc(36);
    [input, output, 0, local].forEach((word, index) => bytes.writeUInt32LE(word, 4 * index));
    bytes.set(characters, 17);
    return bytes;
}

export const ttyCalls = {
    tcsetattr: ([fd = "", ...words]) => ({
        name: "ioctl",
        args: [Number(fd), words.includes("flush") ? 0x5404 : 0x5402, 0x1000],
        entry: { settings: termiosBytes(settingsWith(words)) },
        result: 0,
    }),
    tcflush: ([fd = "", queue = ""]) => ({ name: "ioctl", args: [Number(fd), 0x540b, Number(queue)], result: 0 }),
    TIOCPKT: ([fd = ""]) => ({ name: "ioctl", args: [Number(fd), 0x5420, 0x1000], result: 0 }),
} satisfies Record<string, CallWord>;
