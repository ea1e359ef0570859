/** What calls do to a pseudoterminal; what moves through it is told by `bytesWritten` and `bytesRead`. The object is its master. */
import type { EventBase } from "../../eventBase";
import type { ObjectId } from "../../identities";
import type { TerminalName } from "../../owners/job";
import type { TerminalSettings } from "./settings";

interface OfTerminal extends EventBase {
    readonly object: ObjectId;
    readonly terminal: TerminalName;
}

/** tcsetattr(3). */
export interface TerminalSettingsChanged extends OfTerminal {
    readonly kind: "terminalSettingsChanged";
    /** Null: not known. */
    readonly settings: TerminalSettings | null;
    /** Flags of c_iflag, c_oflag and c_lflag by name, as far as their meaning is followed. */
    readonly set: readonly string[];
    readonly cleared: readonly string[];
    /** TCSAFLUSH: what was typed and not read is thrown away. */
    readonly discards: boolean;
}

/** tcflush(3). */
export interface TerminalFlushed extends OfTerminal {
    readonly kind: "terminalFlushed";
    /** What is thrown away: what can be read, or what is on its way there; null: nothing. */
    readonly keys: ThrownAway | null;
    readonly screen: ThrownAway | null;
}

export type ThrownAway = "arrived" | "onTheWay";

/** A process got the signal of a key: the kernel has come to that key. */
export interface TerminalInterrupted extends OfTerminal {
    readonly kind: "terminalInterrupted";
    readonly signal: string;
}

/** A call whose consequences for what is between the ends are not followed. */
export interface TerminalUnfollowed extends OfTerminal {
    readonly kind: "terminalUnfollowed";
    /** "TIOCPKT" */
    readonly request: string;
}

export type TtyEvent = TerminalSettingsChanged | TerminalFlushed | TerminalInterrupted | TerminalUnfollowed;
