/**
 * What the host tells the worker, one message after the other. Between two of them the worker hears the page, and a picture may be made:
 * while programs run fast, so much waits that the page would else get no picture before all of it is done.
 */
import type { HostMessage } from "../protocol/messages";

export class Inbox {
    private waiting: HostMessage[] = [];
    private taken = 0;
    private isTaking = false;

    /** `later` runs what it is given after all that the worker has been told by then. */
    constructor(
        private readonly take: (message: HostMessage) => void,
        private readonly later: (run: () => void) => void,
    ) {}

    put(message: HostMessage): void {
        this.waiting.push(message);
        if (!this.isTaking) this.takeLater();
    }

    private takeLater(): void {
        this.isTaking = true;
        this.later(() => {
            const message = this.waiting[this.taken];
            this.taken += 1;
            this.isTaking = this.taken < this.waiting.length;
            if (!this.isTaking) {
                this.waiting = [];
                this.taken = 0;
            }
            if (this.isTaking) this.takeLater();
            if (message !== undefined) this.take(message);
        });
    }
}
