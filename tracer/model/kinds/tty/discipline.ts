/**
 * What the line discipline makes of the bytes that pass a pseudoterminal (drivers/tty/n_tty.c): of what is typed, a line that can be
 * read, and an echo; of what is written, what the screen gets. What it does with rarer settings and characters is not followed.
 */
import { characterPlaces, inputFlags, isCanonical, localFlags, outputFlags, type TerminalSettings } from "./settings";

/** Null: not known, here and below. */
export interface Typed {
    /** What has come to those that can be read. */
    readonly readable: Uint8Array | null;
    /** The line that is being typed, afterwards. */
    readonly unfinished: Uint8Array | null;
    /** Ctrl-C or its like was among the bytes: what was typed before, and not read, is thrown away. */
    readonly interrupted: boolean;
    /** Ctrl-D has ended what can be read. */
    readonly ends: boolean;
    /** With `interrupted`: from then on. */
    readonly echo: Uint8Array | null;
}

const newline = 10;
const carriageReturn = 13;
const tab = 9;
const rubOut = [8, 32, 8];

const unknown: Typed = { readable: null, unfinished: null, interrupted: false, ends: true, echo: null };

/** n_tty_receive_buf_standard. `before`: the line that is being typed. */
export function typed(settings: TerminalSettings, before: Uint8Array | null, bytes: Uint8Array): Typed {
    const { input, local } = settings;
    if ((input & (inputFlags.IUCLC | inputFlags.PARMRK)) !== 0 || (local & localFlags.EXTPROC) !== 0) return unknown;
    const keys = new Keys(settings, before);
    for (const byte of bytes) keys.press((input & inputFlags.ISTRIP) === 0 ? byte : byte & 0x7f);
    return keys.outcome();
}

/** do_output_char: what is written, as it comes to the other end; null where that depends on the column. */
export function shown({ output }: TerminalSettings, bytes: Uint8Array): Uint8Array | null {
    const { OPOST, ONLCR, ONLRET, TABDLY, OLCUC, OCRNL, ONOCR } = outputFlags;
    if ((output & OPOST) === 0) return bytes;
    if ((output & (OLCUC | OCRNL | ONOCR)) !== 0 || ((output & TABDLY) === TABDLY && bytes.includes(tab))) return null;
    if ((output & ONLCR) === 0 || (output & ONLRET) !== 0 || !bytes.includes(newline)) return bytes;
    return Uint8Array.from([...bytes].flatMap((byte) => (byte === newline ? [carriageReturn, newline] : [byte])));
}

class Keys {
    private readable: number[] | null = [];
    private unfinished: number[] | null;
    private echo: number[] | null = [];
    private interrupted = false;
    private ends = false;

    constructor(
        private readonly settings: TerminalSettings,
        before: Uint8Array | null,
    ) {
        this.unfinished = before === null ? null : [...before];
    }

    press(byte: number): void {
        if (this.isSpecial("VSTART", byte, this.takes("IXON")) || this.isSpecial("VSTOP", byte, this.takes("IXON"))) this.echo = null;
        else if ((["VINTR", "VQUIT", "VSUSP"] as const).some((each) => this.isSpecial(each, byte, this.does("ISIG")))) this.interrupt(byte);
        else if (byte === carriageReturn && this.takes("IGNCR")) return;
        else if (byte === carriageReturn && this.takes("ICRNL")) this.enterNewline();
        else if (byte === newline && this.takes("INLCR")) this.enter(carriageReturn);
        else this.enter(byte);
    }

    outcome(): Typed {
        const [readable, unfinished, echo] = [this.readable, this.unfinished, this.echo].map((bytes) =>
            bytes === null ? null : Uint8Array.from(bytes),
        );
        const processed = echo === null || echo === undefined ? null : shown(this.settings, echo);
        return {
            readable: readable ?? null,
            unfinished: unfinished ?? null,
            interrupted: this.interrupted,
            ends: this.ends,
            echo: processed,
        };
    }

    /** A carriage return that becomes one. */
    private enterNewline(): void {
        if (isCanonical(this.settings)) {
            this.enterIntoLine(newline);
        } else {
            if (this.does("ECHO")) this.echo?.push(newline);
            this.readable?.push(newline);
        }
    }

    private enter(byte: number): void {
        if (isCanonical(this.settings)) {
            this.enterIntoLine(byte);
        } else {
            this.show(byte);
            this.readable?.push(byte);
        }
    }

    private enterIntoLine(byte: number): void {
        const extended = this.does("IEXTEN");
        if (this.isSpecial("VERASE", byte)) {
            this.erase();
        } else if (
            this.isSpecial("VKILL", byte) ||
            (["VWERASE", "VLNEXT", "VREPRINT"] as const).some((each) => this.isSpecial(each, byte, extended))
        ) {
            this.loseTrack();
        } else if (this.isSpecial("VEOF", byte)) {
            this.finish();
        } else if (byte === newline) {
            if (this.does("ECHO") || this.does("ECHONL")) this.echo?.push(newline);
            this.complete(byte);
        } else {
            this.show(byte);
            if (this.isSpecial("VEOL", byte) || this.isSpecial("VEOL2", byte, extended)) this.complete(byte);
            else this.unfinished?.push(byte);
        }
    }

    /** Ctrl-D: what is typed can be read, or else an end of file. */
    private finish(): void {
        this.ends = true;
        this.complete();
    }

    private complete(...last: readonly number[]): void {
        if (this.unfinished === null) {
            this.readable = null;
            return;
        }
        this.readable?.push(...this.unfinished, ...last);
        this.unfinished = [];
    }

    /** A printable character takes one column: it is rubbed out (eraser). */
    private erase(): void {
        const last = this.unfinished?.at(-1);
        if (this.unfinished !== null && last === undefined) return;
        const isPlain = last !== undefined && last >= 32 && last < 127;
        const rubsOut = this.does("ECHOE") && !this.does("ECHOPRT");
        if (!isPlain || (this.does("ECHO") && !rubsOut)) {
            this.loseTrack();
            return;
        }
        this.unfinished?.pop();
        if (this.does("ECHO")) this.echo?.push(...rubOut);
    }

    /**
     * A signal goes to the foreground process group; what was typed is thrown away, and of what was on its way out perhaps a part; then
     * the key is echoed (isig, n_tty_receive_signal_char).
     */
    private interrupt(byte: number): void {
        if (!this.does("NOFLSH")) {
            this.interrupted = true;
            this.ends = false;
            this.readable = [];
            this.unfinished = [];
            if (this.echo?.length !== 0) this.echo = null;
        }
        this.show(byte);
    }

    /** Characters without a picture are shown as ^X (ECHOCTL), also a newline where there are no lines. */
    private show(byte: number): void {
        if (!this.does("ECHO")) return;
        const isControl = byte < 32 || byte === 127;
        if (isControl && byte !== tab && this.does("ECHOCTL")) this.echo?.push(0x5e, byte ^ 0x40);
        else this.echo?.push(byte);
    }

    private loseTrack(): void {
        this.unfinished = null;
        if (this.does("ECHO")) this.echo = null;
    }

    private isSpecial(place: keyof typeof characterPlaces, byte: number, enabled = true): boolean {
        return enabled && byte !== 0 && this.settings.characters[characterPlaces[place]] === byte;
    }

    private takes(flag: keyof typeof inputFlags): boolean {
        return (this.settings.input & inputFlags[flag]) !== 0;
    }

    private does(flag: keyof typeof localFlags): boolean {
        return (this.settings.local & localFlags[flag]) !== 0;
    }
}
