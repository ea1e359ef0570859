/** Chooses among the events of a trace, folds them, and prints them. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { eventJson } from "../model/eventJson";
import { Folding, type Folded } from "../model/folding/folding";
import type { ColourChoice } from "./colour";
import { EventLines } from "./eventLine";
import { isAfter, isBefore, type Instant } from "./instant";
import { LineOutput, type Piece } from "./terminal";

export interface EventChoice {
    /** "p2", or the kernel's number. */
    readonly process?: string;
    readonly kind?: string;
    readonly since?: Instant;
    readonly until?: Instant;
}

export interface EventForm {
    readonly json?: true;
    /** Nothing is folded. */
    readonly all?: true;
    readonly color: ColourChoice;
}

export class EventPrinter {
    private readonly output: LineOutput;
    private readonly draft = new Draft();
    private readonly folding = new Folding<readonly Piece[]>();
    private readonly lines = new EventLines(process.cwd());
    private readonly folds: boolean;
    private seen = false;
    private past = false;

    constructor(
        private readonly choice: EventChoice,
        private readonly form: EventForm,
    ) {
        this.output = new LineOutput(form.color);
        // Whoever asks for a kind wants each of them.
        this.folds = form.all !== true && choice.kind === undefined;
    }

    /** Whether the chosen process did anything, as far as was looked. */
    get processSeen(): boolean {
        return this.seen;
    }

    /** Whether no event to come is chosen any more. */
    get done(): boolean {
        return this.past;
    }

    take(event: Event): void {
        const { process, kind, since, until } = this.choice;
        this.past ||= until !== undefined && isAfter(event, until);
        if (this.past) return;
        advance(this.draft, event);
        if (process !== undefined && event.process !== process && String(event.pid) !== process) return;
        this.seen = true;
        if (kind !== undefined && event.kind !== kind) return;
        if (since !== undefined && isBefore(event, since)) return;
        this.print(event);
    }

    /** What was held back to be folded: nothing more comes, or not soon. */
    rest(): void {
        this.printFolded(this.folding.rest());
    }

    flush(): void {
        this.output.flush();
    }

    private print(event: Event): void {
        const { now } = this.draft;
        if (this.form.json === true) this.output.json(eventJson(event, now));
        else if (this.folds) this.printFolded(this.folding.take(event, this.lines.event(event, now), now));
        else this.output.line(...this.lines.event(event, now));
    }

    private printFolded(lines: readonly Folded<readonly Piece[]>[]): void {
        for (const each of lines) this.output.line(...("fold" in each ? this.lines.fold(each.fold) : each.line));
    }
}
