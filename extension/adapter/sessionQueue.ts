/**
 * Decides when a process gets a debug session of its own. A process that waits for a gdb gets one at once. Others get
 * one when they have lived for a moment, one after the other, up to a limit: a program may fork a thousand children
 * that live for a millisecond each, and a client takes far longer than that to open a session. Those that another debugger
 * shows wait until that has come: the client is busy with it.
 */
import type { TargetProcess } from "./targetProcess";

const quietAge = 120;
const ageOfShownElsewhere = 1500;
export const mostQuietSessions = 40;

export class SessionQueue {
    private readonly asked = new Set<TargetProcess>();
    private readonly waiting: TargetProcess[] = [];
    private opening = false;
    private limitTold = false;

    constructor(
        /** Resolves when the client has answered. */
        private readonly open: (process: TargetProcess) => Promise<void>,
        /** The limit is reached. */
        private readonly tooMany: () => void,
        /** Another debugger's session shows it. */
        private readonly isShownElsewhere: (process: TargetProcess) => boolean,
    ) {}

    /** The process lives; it will get a session if it goes on living. */
    later(process: TargetProcess): void {
        const open = (): void => {
            this.waiting.push(process);
            void this.openNext();
        };
        let timer = setTimeout(() => {
            if (this.isShownElsewhere(process)) timer = setTimeout(open, ageOfShownElsewhere - quietAge);
            else open();
        }, quietAge);
        process.once("ended", () => clearTimeout(timer));
    }

    /** The process needs a session now. */
    now(process: TargetProcess): void {
        if (this.asked.has(process) || !process.alive) return;
        this.asked.add(process);
        process.once("ended", () => this.asked.delete(process));
        void this.open(process);
    }

    private async openNext(): Promise<void> {
        if (this.opening) return;
        this.opening = true;
        for (let process = this.waiting.shift(); process !== undefined; process = this.waiting.shift()) {
            if (!process.alive || this.asked.has(process)) continue;
            if (this.asked.size >= mostQuietSessions) {
                if (!this.limitTold) this.tooMany();
                this.limitTold = true;
                continue;
            }
            this.asked.add(process);
            const asked = process;
            asked.once("ended", () => this.asked.delete(asked));
            await this.open(asked);
        }
        this.opening = false;
    }
}
