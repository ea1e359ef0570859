/**
 * The engine's start in a terminal of the client's, until it says that it is there. A terminal may take its time to open, and a shell to get
 * ready: what counts is whether the processes live.
 */
import { readFile } from "node:fs/promises";
import { engineDidNotStart, engineSilent, terminalClosed, terminalSlow, type UserError } from "./messages";

const lookMilliseconds = 500;
const patienceMilliseconds = 30_000;
/** What the engine said last may still be on its way when it has ended. */
const looksAtGone = 2;

export interface StartListener {
    failed(error: UserError): void;
    /** It takes long, and nothing says that it will fail. */
    slow(sentence: string): void;
}

export class TerminalStart {
    private readonly timer: NodeJS.Timeout;
    private readonly begun = performance.now();
    private isSlow = false;
    private goneFor = 0;

    /**
     * `pidFile`: where the command writes its process (`terminalCommand`). `terminal`: a process of the terminal's; undefined: the client
     * did not tell.
     */
    constructor(
        private readonly pidFile: string,
        private readonly terminal: number | undefined,
        private readonly listener: StartListener,
    ) {
        this.timer = setInterval(() => void this.look(), lookMilliseconds);
    }

    /** It has started, or nobody waits for it any more. */
    over(): void {
        clearInterval(this.timer);
    }

    private async look(): Promise<void> {
        const command = Number(await readFile(this.pidFile, "utf8").catch(() => ""));
        const known = command > 0 ? command : this.terminal;
        const isLate = performance.now() - this.begun > patienceMilliseconds;
        const isGone = known !== undefined && !lives(known);
        this.goneFor = isGone ? this.goneFor + 1 : 0;
        if (isGone) {
            if (this.goneFor >= looksAtGone) this.fail(command > 0 ? engineDidNotStart("") : terminalClosed());
        } else if (known === undefined && isLate) {
            this.fail(engineSilent(patienceMilliseconds / 1000));
        } else if (isLate && !this.isSlow) {
            this.isSlow = true;
            this.listener.slow(terminalSlow(patienceMilliseconds / 1000));
        }
    }

    private fail(error: UserError): void {
        this.over();
        this.listener.failed(error);
    }
}

/** Also of another user, of which kill(2) says EPERM. */
function lives(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error instanceof Error && "code" in error && error.code === "EPERM";
    }
}
