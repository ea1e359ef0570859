/** The settings of a terminal, as the kernel has them (termios(3), include/uapi/asm-generic/termbits.h). */

export interface TerminalSettings {
    /** c_iflag, c_oflag and c_lflag. */
    readonly input: number;
    readonly output: number;
    readonly local: number;
    /** c_cc: special characters by their place; 0: none. */
    readonly characters: readonly number[];
}

export const inputFlags = { ISTRIP: 0o40, INLCR: 0o100, IGNCR: 0o200, ICRNL: 0o400, IUCLC: 0o1000, IXON: 0o2000, PARMRK: 0o10 } as const;

export const outputFlags = { OPOST: 1, OLCUC: 2, ONLCR: 4, OCRNL: 0o10, ONOCR: 0o20, ONLRET: 0o40, TABDLY: 0o14000 } as const;

export const localFlags = {
    ISIG: 1,
    ICANON: 2,
    ECHO: 0o10,
    ECHOE: 0o20,
    ECHONL: 0o100,
    NOFLSH: 0o200,
    ECHOCTL: 0o1000,
    ECHOPRT: 0o2000,
    IEXTEN: 0o100000,
    EXTPROC: 0o200000,
} as const;

/** Places in c_cc. */
export const characterPlaces = {
    VINTR: 0,
    VQUIT: 1,
    VERASE: 2,
    VKILL: 3,
    VEOF: 4,
    VSTART: 8,
    VSTOP: 9,
    VSUSP: 10,
    VEOL: 11,
    VREPRINT: 12,
    VWERASE: 14,
    VLNEXT: 15,
    VEOL2: 16,
} as const;

/** Of a pseudoterminal that was just made (tty_std_termios in drivers/tty/tty_io.c). */
export const initialSettings: TerminalSettings = {
    input: inputFlags.ICRNL | inputFlags.IXON,
    output: outputFlags.OPOST | outputFlags.ONLCR,
    local: 0o105073, // ISIG ICANON ECHO ECHOE ECHOK ECHOCTL ECHOKE IEXTEN
    characters: [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0],
};

export function isCanonical({ local }: TerminalSettings): boolean {
    return (local & localFlags.ICANON) !== 0;
}
