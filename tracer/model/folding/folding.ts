/**
 * Folds what programs do to start up (their loader, their locales, the search along PATH), and what their runtimes do for
 * themselves (`runtimes`), into one line each. Events go
 * in one after the other, each with the line that would show it; lines come out in the same order, some of them folds.
 */
import type { Event } from "../event";
import type { ProcessId } from "../identities";
import type { SourceLocation } from "../sourceLocation";
import type { State } from "../state";
import { sameSource, type Run } from "./run";
import { RuntimeWork } from "./runtimeWork";
import { SearchRun } from "./searchRun";
import { StartupRun } from "./startupRun";

/** Events that one line stands for. */
export interface Fold {
    readonly process: ProcessId;
    /** The line stands in the place of the first. */
    readonly first: Event;
    readonly last: Event;
    readonly events: number;
    readonly text: string;
    readonly source: SourceLocation | undefined;
}

export type Folded<Line> = { readonly line: Line } | { readonly fold: Fold };

interface Item<Line> {
    readonly event: Event;
    readonly line: Line;
    /** It may become a part of a fold; null: that is decided. */
    run: Run | null;
    /** What stands in its place; undefined: its own line; null: nothing. */
    fold?: Fold | null;
}

/** So many lines wait for the end of a fold; then it ends where it is. */
const mostWaiting = 20_000;
/** So many seconds after its last event, others need not wait for the next one. */
const longestSilence = 0.5;

export class Folding<Line> {
    private waiting: Item<Line>[] = [];
    private readonly work = new RuntimeWork();
    private readonly runs = new Map<string, { readonly process: ProcessId; readonly run: Run; readonly items: Item<Line>[] }>();

    /** `state`: after the event. Returns the lines that are decided, in order. */
    take(event: Event, line: Line, state: State): readonly Folded<Line>[] {
        this.work.observe(event, state);
        const thread = threadOf(event);
        const running = this.runs.get(thread);
        const item: Item<Line> = { event, line, run: null };
        this.waiting.push(item);
        if (running?.run.accepts(event, state) === true) {
            item.run = running.run;
            running.items.push(item);
        } else {
            if (running !== undefined) this.endRun(thread, event);
            this.begin(thread, item, state);
        }
        if (event.kind === "processExited" || event.kind === "programExecuted") this.endRunsOf(event.process);
        this.endSilentRun(event.time);
        return this.waiting.length > mostWaiting ? this.rest() : this.decided();
    }

    /** All lines that still wait: nothing more comes, or not soon. */
    rest(): readonly Folded<Line>[] {
        for (const thread of [...this.runs.keys()]) this.endRun(thread, null);
        return this.decided();
    }

    private begin(thread: string, item: Item<Line>, state: State): void {
        const { event } = item;
        const run = SearchRun.begin(event) ?? StartupRun.begin(event, state, this.work);
        if (run === null) return;
        item.run = run;
        this.runs.set(thread, { process: event.process, run, items: [item] });
    }

    private endRunsOf(process: ProcessId): void {
        for (const [thread, running] of this.runs) if (running.process === process) this.endRun(thread, null);
    }

    /** All wait for the first. */
    private endSilentRun(now: number): void {
        const first = this.waiting[0];
        if (first === undefined || first.run === null) return;
        const thread = threadOf(first.event);
        const last = this.runs.get(thread)?.items.at(-1);
        if (last !== undefined && now - last.event.time > longestSilence) this.endRun(thread, null);
    }

    private endRun(thread: string, next: Event | null): void {
        const running = this.runs.get(thread);
        if (running === undefined) return;
        this.runs.delete(thread);
        const { events, text, fewest } = running.run.end(next);
        for (const [index, item] of running.items.entries()) {
            item.run = null;
            if (events >= fewest && index > 0 && index < events) item.fold = null;
        }
        const first = running.items[0];
        const last = running.items[events - 1];
        if (events < fewest || first === undefined || last === undefined) return;
        const isOfOneLine = running.items.slice(0, events).every((item) => sameSource(item.event, first.event));
        const source = isOfOneLine ? first.event.source : undefined;
        first.fold = { process: first.event.process, first: first.event, last: last.event, events, text, source };
    }

    private decided(): readonly Folded<Line>[] {
        const open = this.waiting.findIndex(({ run }) => run !== null);
        if (open === 0) return [];
        const items = open < 0 ? this.waiting : this.waiting.slice(0, open);
        this.waiting = open < 0 ? [] : this.waiting.slice(open);
        return items.flatMap((item): readonly Folded<Line>[] => {
            if (item.fold === undefined) return [{ line: item.line }];
            return item.fold === null ? [] : [{ fold: item.fold }];
        });
    }
}

function threadOf({ process, tid }: Event): string {
    return `${process} ${tid}`;
}
