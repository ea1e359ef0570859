/** Our own names for open file descriptions and kernel objects: numbers that the kernel uses again do not confuse them. */
import type { NewObject } from "../events/event";
import type { KernelObject, KernelObjectKind, ObjectId, State } from "../model/state";
import type { ObjectFacts } from "./objectFacts";

/** Kinds that share an inode with others, so that only the call that made them tells them apart. */
const anonymous: ReadonlySet<KernelObjectKind> = new Set(["eventfd", "epoll", "signalfd", "timerfd", "inotify", "pidfd", "other"]);

export interface Identified {
    readonly id: ObjectId;
    /** Present when the state does not show the object yet, or not its inode. */
    readonly newObject?: NewObject;
}

export class Identities {
    private readonly counts = new Map<string, number>();
    private readonly byInode = new Map<string, { readonly id: ObjectId; readonly name: string | null }>();

    newDescription(): string {
        return this.next("ofd");
    }

    /** An object that did not exist before. */
    create(facts: ObjectFacts): NewObject {
        const id = this.next(facts.kind);
        this.remember(id, facts);
        return describeObject(id, facts, false);
    }

    /** A name in the file system of which nothing but the path is known yet. */
    createNamed(kind: KernelObjectKind, name: string): NewObject {
        return { id: this.next(kind), kind, name };
    }

    /** The object with these facts, if the state shows it. */
    known(state: State, facts: ObjectFacts): KernelObject | undefined {
        const known = anonymous.has(facts.kind) ? undefined : this.byInode.get(keyOf(facts));
        return known === undefined ? undefined : state.objects.get(known.id);
    }

    /** The object behind a descriptor; `inherited`: it was there before the trace. */
    find(state: State, facts: ObjectFacts, inherited: boolean): Identified {
        const known = anonymous.has(facts.kind) ? undefined : this.byInode.get(keyOf(facts));
        if (known !== undefined && state.objects.has(known.id)) return { id: known.id };
        const fifo = facts.kind === "fifo" ? unopenedFifo(state, facts.name) : undefined;
        // A file that was closed and is opened again is the same; but inode numbers of removed files are used again.
        const again = known !== undefined && facts.name !== null && known.name === facts.name ? known.id : undefined;
        const id = fifo?.id ?? again ?? this.next(facts.kind);
        this.remember(id, facts);
        return { id, newObject: describeObject(id, facts, inherited) };
    }

    /** An object of which nothing is known but that a descriptor refers to it. */
    unknown(name: string | null): NewObject {
        return { id: this.next("other"), kind: "other", name, inherited: true };
    }

    private remember(id: ObjectId, facts: ObjectFacts): void {
        if (!anonymous.has(facts.kind)) this.byInode.set(keyOf(facts), { id, name: facts.name });
    }

    private next(word: string): string {
        const count = (this.counts.get(word) ?? 0) + 1;
        this.counts.set(word, count);
        return `${word}${count}`;
    }
}

function keyOf(facts: ObjectFacts): string {
    return `${facts.device}:${facts.inode}`;
}

function describeObject(id: ObjectId, facts: ObjectFacts, inherited: boolean): NewObject {
    const { kind, name, device, inode } = facts;
    return { id, kind, name, device, inode, ...(inherited && { inherited }), ...(hasSize(facts) && { size: facts.size }) };
}

/** The kernel makes up the content of files in /proc and /sys when they are read, and their sizes say nothing (proc(5)). */
function hasSize({ kind, name }: ObjectFacts): boolean {
    return kind === "memfd" || (kind === "file" && name !== null && !/^\/(proc|sys)\//.test(name));
}

/** A FIFO that was made in the trace, and whose inode is not known since nobody had it open. */
function unopenedFifo(state: State, path: string | null): KernelObject | undefined {
    if (path === null) return undefined;
    const unopened = [...state.objects.values()].filter((object) => object.kind === "fifo" && object.inode === null && !object.removed);
    // The path of the link is free of symbolic links; the one that mknod was given need not be.
    return unopened.find((object) => object.name === path) ?? unopened.find((object) => lastPart(object.name) === lastPart(path));
}

function lastPart(path: string | null): string | undefined {
    return path?.split("/").at(-1);
}
