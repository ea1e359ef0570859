/**
 * Asks the extension for the sessions of processes, by events of ours: the protocol's own request has no word for sessions
 * that share one console and end together.
 */
import type { SessionWanted } from "../protocol/customEvents";
import type { SessionOpened } from "../protocol/customRequests";

export class SessionRequests {
    private readonly waiting = new Map<number, (answer: SessionOpened) => void>();

    constructor(private readonly ask: (wanted: SessionWanted) => void) {}

    /** Resolves when the extension has answered. */
    open(wanted: SessionWanted): Promise<SessionOpened> {
        const { pid } = wanted.__process;
        return new Promise((resolve) => {
            this.waiting.set(pid, resolve);
            this.ask(wanted);
        });
    }

    answered(answer: SessionOpened): void {
        this.waiting.get(answer.pid)?.(answer);
        this.waiting.delete(answer.pid);
    }
}
