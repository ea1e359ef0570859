/** Random scripts for test/programs/random_ipc.c: what up to six processes do with pipes, FIFOs, files and descriptors. */
import { constants } from "node:fs";
import { SeededRandom } from "./seededRandom";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_NONBLOCK, O_DIRECT, O_SYNC, O_DSYNC, O_NOATIME } = constants;
const O_CLOEXEC = 0o2000000;
const O_PATH = 0o10000000;
const [F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_SETPIPE_SZ, F_GETPIPE_SZ, F_DUPFD_CLOEXEC] = [0, 1, 2, 3, 4, 1031, 1032, 1030];
const FD_CLOEXEC = 1;
const WNOHANG = 1;
const SPLICE_F_NONBLOCK = 2;
const CLOSE_RANGE_CLOEXEC = 4;

const largestProcesses = 6;
/** random_ipc.c knows so many lists of operations; those of programs that are executed count too. */
const largestLists = 8;
const lengths = [0, 1, 2, 5, 17, 100, 1000, 4095, 4096, 4097, 5000, 8192, 10000, 65535, 65536, 70000, 150000];
const files = [0, 1];
const fifos = [2, 3];

export function randomScript(seed: number): string {
    return new ScriptWriter(new SeededRandom(seed)).write();
}

/** What the script believes about one process; it may be wrong, and then an operation fails. */
interface Actor {
    readonly list: number;
    /** Numbers that are probably open, besides 0, 1 and 2; true: close-on-exec. */
    readonly open: Map<number, boolean>;
    ended: boolean;
}

class ScriptWriter {
    private readonly lines: string[] = [];
    private readonly actors: Actor[] = [{ list: 0, open: new Map(), ended: false }];
    private lists = 1;
    private processes = 1;

    constructor(private readonly random: SeededRandom) {}

    write(): string {
        const length = 8 + this.random.below(60);
        for (let count = 0; count < length; count++) {
            const living = this.actors.filter((actor) => !actor.ended);
            if (living.length === 0) break;
            this.operation(this.random.pick(living));
        }
        return this.lines.join("");
    }

    private operation(actor: Actor): void {
        const { random } = this;
        const operations: readonly (readonly [number, () => void])[] = [
            [actor.open.size < 2 ? 12 : 3, () => this.pipe(actor)],
            [4, () => this.openPath(actor)],
            [2, () => this.line(actor, "mkfifo", random.pick(fifos))],
            [1, () => this.line(actor, "unlink", random.below(4))],
            [this.processes < largestProcesses ? 6 : 0, () => this.fork(actor)],
            [1, () => this.line(actor, "vfork", random.below(5))],
            [actor.list !== 0 && this.lists < largestLists ? 2 : 0, () => this.exec(actor)],
            [5, () => this.duplicate(actor)],
            [7, () => this.close(actor)],
            [16, () => this.writeBytes(actor)],
            [16, () => this.readBytes(actor)],
            [6, () => this.changeFlags(actor)],
            [3, () => this.positions(actor)],
            [3, () => this.insideTheKernel(actor)],
            [2, () => this.line(actor, "wait", random.chance(60) ? WNOHANG : 0)],
            [1, () => this.line(actor, "kill", random.below(this.lists), random.pick([9, 15, 13]))],
            [1, () => this.exit(actor)],
        ];
        let choice = random.below(operations.reduce((sum, [weight]) => sum + weight, 0));
        for (const [weight, write] of operations) {
            choice -= weight;
            if (choice >= 0) continue;
            write();
            return;
        }
    }

    private line(actor: Actor, operation: string, ...numbers: readonly number[]): void {
        this.lines.push(`${[actor.list, operation, ...numbers].join(" ")}\n`);
    }

    private descriptor(actor: Actor): number {
        return actor.open.size > 0 && this.random.chance(93) ? this.random.pick([...actor.open.keys()]) : this.random.below(14);
    }

    private length(): number {
        return this.random.chance(60) ? this.random.pick(lengths.slice(0, 7)) : this.random.pick(lengths);
    }

    private opened(actor: Actor, closeOnExec: boolean): void {
        let fd = 3;
        while (actor.open.has(fd)) fd++;
        actor.open.set(fd, closeOnExec);
    }

    private someFlags(flags: readonly number[], percent: number): number {
        return flags.reduce((sum, flag) => sum | (this.random.chance(percent) ? flag : 0), 0);
    }

    private pipe(actor: Actor): void {
        // Most reads of an empty pipe would end the script for their process.
        const flags = this.someFlags([O_CLOEXEC, O_DIRECT], 18) | this.someFlags([O_NONBLOCK], 50);
        this.line(actor, "pipe", flags);
        this.opened(actor, (flags & O_CLOEXEC) !== 0);
        this.opened(actor, (flags & O_CLOEXEC) !== 0);
    }

    private openPath(actor: Actor): void {
        const { random } = this;
        const fifo = random.chance(50);
        const access = random.pick(
            fifo ? [O_RDWR, O_RDONLY | O_NONBLOCK, O_RDONLY, O_WRONLY, O_WRONLY | O_NONBLOCK] : [O_RDWR, O_RDONLY, O_WRONLY],
        );
        const more = fifo
            ? this.someFlags([O_CLOEXEC], 20)
            : (random.chance(80) ? O_CREAT : 0) |
              this.someFlags([O_CLOEXEC, O_TRUNC, O_APPEND, O_NONBLOCK, O_SYNC, O_DSYNC, O_NOATIME], 15) |
              this.someFlags([O_PATH], 4);
        this.line(actor, "open", random.pick(fifo ? fifos : files), access | more);
        this.opened(actor, (more & O_CLOEXEC) !== 0);
    }

    private fork(actor: Actor): void {
        if (this.lists >= largestLists) return;
        const list = this.lists++;
        this.processes++;
        this.line(actor, "fork", list);
        this.actors.push({ list, open: new Map(actor.open), ended: false });
    }

    /** The process goes on with a list of its own, so nothing more is written to this one. */
    private exec(actor: Actor): void {
        const list = this.lists++;
        this.line(actor, "exec", list);
        actor.ended = true;
        this.actors.push({ list, open: new Map([...actor.open].filter(([, closeOnExec]) => !closeOnExec)), ended: false });
    }

    private exit(actor: Actor): void {
        this.line(actor, "exit", this.random.below(200));
        actor.ended = true;
    }

    private duplicate(actor: Actor): void {
        const { random } = this;
        const fd = this.descriptor(actor);
        const target = random.below(random.chance(80) ? 12 : 40);
        switch (random.below(5)) {
            case 0:
                this.line(actor, "dup", fd);
                this.opened(actor, false);
                return;
            case 1:
                this.line(actor, "dup2", fd, target);
                if (target > 2) actor.open.set(target, false);
                return;
            case 2:
                this.line(actor, "dup3", fd, target, random.pick([0, O_CLOEXEC]));
                if (target > 2) actor.open.set(target, false);
                return;
            default:
                this.line(actor, "fcntl", fd, random.pick([F_DUPFD, F_DUPFD_CLOEXEC]), target);
                this.opened(actor, false);
        }
    }

    private close(actor: Actor): void {
        const { random } = this;
        if (random.chance(10)) {
            const first = 3 + random.below(8);
            const last = first + random.below(6);
            const flags = random.pick([0, CLOSE_RANGE_CLOEXEC]);
            this.line(actor, "closerange", first, last, flags);
            for (let fd = first; fd <= last && flags === 0; fd++) actor.open.delete(fd);
            return;
        }
        const fd = this.descriptor(actor);
        this.line(actor, "close", fd);
        actor.open.delete(fd);
    }

    private writeBytes(actor: Actor): void {
        const fd = this.descriptor(actor);
        if (this.random.chance(80)) this.line(actor, "write", fd, this.length());
        else this.line(actor, "writev", fd, this.length(), this.random.below(11));
    }

    private readBytes(actor: Actor): void {
        const fd = this.descriptor(actor);
        if (this.random.chance(80)) this.line(actor, "read", fd, this.length());
        else this.line(actor, "readv", fd, this.random.below(50), this.random.below(50));
    }

    private changeFlags(actor: Actor): void {
        const { random } = this;
        const fd = this.descriptor(actor);
        switch (random.below(9)) {
            case 0:
                return this.line(actor, "fcntl", fd, F_SETFD, random.pick([0, FD_CLOEXEC]));
            case 1:
                return this.line(actor, "cloexec", fd, random.below(2));
            case 2:
                return this.line(actor, "nonblock", fd, random.below(2));
            case 3:
                return this.line(actor, "fcntl", fd, F_SETPIPE_SZ, random.pick([4096, 8192, 10000, 65536, 200000, 1048576]));
            case 4:
                return this.line(actor, "fcntl", fd, random.pick([F_GETPIPE_SZ, F_GETFL, F_GETFD]), 0);
            case 5:
                return this.line(actor, "readable", fd);
            default:
                return this.line(actor, "fcntl", fd, F_SETFL, this.someFlags([O_NONBLOCK, O_APPEND, O_DIRECT, O_NOATIME], 35));
        }
    }

    private positions(actor: Actor): void {
        const { random } = this;
        const fd = this.descriptor(actor);
        switch (random.below(4)) {
            case 0:
                return this.line(actor, "lseek", fd, random.pick([0, 3, 10, -2, 5000]), random.below(3));
            case 1:
                return this.line(actor, "truncate", fd, random.pick([0, 10, 6000]));
            case 2:
                return this.line(actor, "pread", fd, this.length(), random.below(30));
            default:
                return this.line(actor, "pwrite", fd, this.length(), random.below(30));
        }
    }

    private insideTheKernel(actor: Actor): void {
        const { random } = this;
        const [one, other] = [this.descriptor(actor), this.descriptor(actor)];
        switch (random.below(5)) {
            case 0:
                return this.line(actor, "sendfile", one, other, this.length());
            case 1:
                return this.line(actor, "splice", one, other, this.length(), random.pick([0, SPLICE_F_NONBLOCK]));
            case 2:
                return this.line(actor, "tee", one, other, this.length(), random.pick([0, SPLICE_F_NONBLOCK]));
            case 3:
                return this.line(actor, "vmsplice", one, this.length());
            default:
                return this.line(actor, "copy", one, other, this.length());
        }
    }
}
