/** The script that is being written: its lines so far, its processes, and the choices that many mechanisms make. */
import type { Actor } from "./actor";
import type { SeededRandom } from "./seededRandom";

const lengths = [0, 1, 2, 5, 17, 100, 1000, 4095, 4096, 4097, 5000, 8192, 10000, 65535, 65536, 70000, 150000];
const shortLengths = lengths.slice(0, 7);
const highestFd = 13;

export class ScriptWriter {
    readonly actors: Actor[] = [{ list: 0, open: new Map(), ended: false }];
    private readonly lines: string[] = [];
    /** Lists of operations in use; those of programs that are executed count too. */
    lists = 1;
    processes = 1;

    constructor(readonly random: SeededRandom) {}

    text(): string {
        return this.lines.join("");
    }

    line(actor: Actor, operation: string, ...numbers: readonly number[]): void {
        this.lines.push(`${[actor.list, operation, ...numbers].join(" ")}\n`);
    }

    /** One that is open, mostly, and of that kind, mostly. */
    descriptor(actor: Actor, kind?: string): number {
        const all = [...actor.open.keys()];
        const fitting = all.filter((fd) => actor.open.get(fd)?.kind === kind);
        if (fitting.length > 0 && this.random.chance(90)) return this.random.pick(fitting);
        return all.length > 0 && this.random.chance(93) ? this.random.pick(all) : this.random.below(highestFd + 1);
    }

    /** A number of bytes, small ones more often. */
    length(): number {
        return this.random.pick(this.random.chance(60) ? shortLengths : lengths);
    }

    /** The actor has probably got the lowest free descriptor. */
    opened(actor: Actor, kind: string, closeOnExec: boolean): void {
        let fd = 3;
        while (actor.open.has(fd)) fd++;
        actor.open.set(fd, { kind, closeOnExec });
    }

    someFlags(flags: readonly number[], percent: number): number {
        return flags.reduce((sum, flag) => sum | (this.random.chance(percent) ? flag : 0), 0);
    }
}
