/** Job control (credentials(7)): process groups, sessions, and the terminal that controls a session. */
/** The name of a terminal device, whatever path it was opened by: `/dev/pts/3`. */
export type TerminalName = string;

/** Numbers of groups and sessions are those of the processes that began them, as the recorder sees them. */
export interface Job {
    /** Null: not known, here and below. */
    readonly group: number | null;
    readonly session: number | null;
    /** False: it has none. The kernel keeps it with the process, and not with the session (struct signal_struct). */
    readonly terminal: TerminalName | false | null;
}

export const unknownJob: Job = { group: null, session: null, terminal: null };

/** What belongs to a terminal itself, whoever has it open (struct tty_struct). */
export interface Terminal {
    readonly name: TerminalName;
    /** The session that it controls; 0: none. */
    readonly session: number | null;
    /** The process group that may read from it; 0: none. */
    readonly foreground: number | null;
}

/** Terminals by the numbers of their devices (Documentation/admin-guide/devices.txt). */
export function terminalName(major: number, minor: number): TerminalName | null {
    const [virtual, auxiliary, firstPseudo, firstSerial] = [4, 5, 136, 64];
    if (major === firstPseudo) return `/dev/pts/${minor}`;
    if (major === virtual) return minor < firstSerial ? `/dev/tty${minor}` : `/dev/ttyS${minor - firstSerial}`;
    return major === auxiliary && minor === 1 ? "/dev/console" : null;
}
