/** An examination by whoever has nothing but the events. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { isGivenUp } from "../model/interruption";
import type { ExitStatus } from "../model/owners/process";
import { Examination } from "./examination";
import type { Finding } from "./finding";

export class Diagnosis {
    private readonly draft = new Draft();
    private readonly examination = new Examination(this.draft);

    /** The events of one record. */
    see(events: readonly Event[]): void {
        const givesUp = isGivenUp(events);
        for (const event of events) {
            this.examination.see(event, { begins: event === events[0], givesUp }, this.draft.now);
            advance(this.draft, event);
        }
    }

    /** As `Examination`; so are the others. */
    get firstExit(): ExitStatus | null {
        return this.examination.firstExit;
    }

    get allWait(): boolean {
        return this.examination.allWait;
    }

    findings(): readonly Finding[] {
        return this.examination.findings();
    }
}
