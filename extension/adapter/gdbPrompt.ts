/** gdb's own commands, as a user types them into the Debug Console: `-exec info registers`. */
import type { FrameReference, IGDBBackend } from "cdt-gdb-adapter";
import { placeOf } from "./gdbVariables";

/** What is to be handed to gdb: after `-exec`, or after `>`. Undefined for an expression. */
export function gdbCommand(typed: string): string | undefined {
    return /^\s*(?:-exec\s|>)\s*(.*?)\s*$/s.exec(typed)?.[1];
}

export class GdbPrompt {
    private printed: string | undefined;
    private turn: Promise<unknown> = Promise.resolve();

    constructor(private readonly gdb: () => IGDBBackend) {}

    /** gdb prints something: what it prints while no command is under way is not meant for the user. */
    prints(text: string): void {
        if (this.printed !== undefined) this.printed += text;
    }

    /** What gdb prints for a command. One after the other, since gdb does not say for which it prints. Throws gdb's reason. */
    run(command: string, frame: FrameReference | undefined): Promise<string> {
        const result = this.turn.then(() => this.runNow(command, frame));
        this.turn = result.catch(() => undefined);
        return result;
    }

    private async runNow(command: string, frame: FrameReference | undefined): Promise<string> {
        this.printed = "";
        try {
            // gdb's machine interface answers with data instead of printing.
            if (command.startsWith("-")) return JSON.stringify(await this.gdb().sendCommand(command), null, 2);
            await this.gdb().sendCommand(`-interpreter-exec ${placeOf(frame)}console ${JSON.stringify(command)}`);
            return this.printed.trimEnd();
        } finally {
            this.printed = undefined;
        }
    }
}
