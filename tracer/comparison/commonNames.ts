/**
 * Names that two runs of one program have in common: a process is called by its descent (the second child of the first: `p1.2`), an object by
 * its name, or by who was concerned with it first (`pipe of p1.2`). Numbers of processes, and our own of objects, may differ from run to run.
 */
import type { Event } from "../model/event";

export class CommonNames {
    private readonly processes = new Map<string, string>();
    private readonly byPid = new Map<string, string>();
    private readonly children = new Map<string, number>();
    private readonly objects = new Map<string, string>();
    private readonly counts = new Map<string, number>();
    private roots = 0;

    /** Each event once, in order. */
    see(event: Event): void {
        if (event.kind === "processForked") this.born(event.child, this.process(event.process));
        if (event.kind === "processForked") this.byPid.set(String(event.childPid), this.process(event.child));
        this.byPid.set(String(event.pid), this.process(event.process));
        if ("object" in event && event.object !== null) this.object(event.object, event);
        if ("newObject" in event && event.newObject.name !== null) {
            this.objects.set(event.newObject.id, event.newObject.name);
        }
    }

    /** Of an id such as p3. */
    process(id: string): string {
        const known = this.processes.get(id);
        if (known !== undefined) return known;
        this.roots++;
        const name = `p${this.roots}`;
        this.processes.set(id, name);
        return name;
    }

    /** All of them, by their ids. */
    get processNames(): ReadonlyMap<string, string> {
        return this.processes;
    }

    get objectNames(): ReadonlyMap<string, string> {
        return this.objects;
    }

    /** With the ids in it replaced; those of open file descriptions say nothing. */
    inText(text: string): string {
        return text.replace(/\b([a-zA-Z]+)\d+\b/g, (id, word: string) => {
            if (word === "ofd") return word;
            return this.processes.get(id) ?? this.objects.get(id) ?? id;
        });
    }

    /** Arguments of a call, with the numbers of processes replaced. */
    inDetail(text: string): string {
        return text.replace(/\d+/g, (number) => this.byPid.get(number) ?? number);
    }

    private born(child: string, parent: string): void {
        const count = (this.children.get(parent) ?? 0) + 1;
        this.children.set(parent, count);
        this.processes.set(child, `${parent}.${count}`);
    }

    private object(id: string, event: Event): void {
        if (this.objects.has(id)) return;
        const first = `${id.replace(/\d+$/, "")} of ${this.process(event.process)}`;
        const count = (this.counts.get(first) ?? 0) + 1;
        this.counts.set(first, count);
        this.objects.set(id, count === 1 ? first : `${first}, its ${ordinal(count)}`);
    }
}

function ordinal(count: number): string {
    const ending = count % 100 >= 11 && count % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
    return `${count}${ending}`;
}
