/** Our own names for open file descriptions and kernel objects: numbers that the kernel uses again do not confuse them. */
import type { ObjectId } from "../model/identities";
import type { NewObjectBase } from "../model/kernelObject";
import { kinds } from "../model/kinds/kinds";
import type { KernelObject, KernelObjectKind, NewObject } from "../model/kindTypes";
import type { TerminalName } from "../model/owners/job";
import type { State } from "../model/state";
import type { ObjectFacts } from "./objectFacts";

export interface Identified {
    readonly id: ObjectId;
    /** Present when the state does not show the object yet, or not its inode. */
    readonly newObject?: NewObject;
}

export class Identities {
    private readonly counts = new Map<string, number>();
    private readonly byInode = new Map<string, { readonly id: ObjectId; readonly name: string | null }>();
    private readonly byNumber = new Map<string, ObjectId>();
    private readonly byKey = new Map<string, ObjectId>();
    /** Objects of which nothing is known but a name in the file system. */
    private readonly onlyNamed = new Set<ObjectId>();
    private readonly terminals = new Map<ObjectId, TerminalName>();

    newDescription(): string {
        return this.next("ofd");
    }

    /** An object that did not exist before. */
    create(facts: ObjectFacts): NewObjectBase {
        const id = this.next(facts.kind);
        this.remember(id, facts);
        return baseOf(id, facts, false);
    }

    /** An object that was known before the kernel told of it, since another call made it. */
    createAs(id: ObjectId, facts: ObjectFacts): NewObjectBase {
        this.remember(id, facts);
        return baseOf(id, facts, false);
    }

    /** A name in the file system of which nothing but the path is known yet. */
    createNamed(kind: KernelObjectKind, name: string): NewObjectBase {
        const id = this.next(kind);
        this.onlyNamed.add(id);
        return { id, name };
    }

    /** An object that the kernel knows by a number, and that did not exist before or was not known. */
    createNumbered(kind: KernelObjectKind, number: number): NewObjectBase {
        const id = this.next(kind);
        this.byNumber.set(`${kind}:${number}`, id);
        return { id, name: null };
    }

    /** An object that the kernel tells from others by a key of several parts. */
    createKeyed(kind: KernelObjectKind, key: string): NewObjectBase {
        const id = this.next(kind);
        this.byKey.set(`${kind}:${key}`, id);
        return { id, name: null };
    }

    /** The object with this key, if the state shows it. */
    keyed(state: State, kind: KernelObjectKind, key: string): ObjectId | undefined {
        const id = this.byKey.get(`${kind}:${key}`);
        return id !== undefined && state.objects.has(id) ? id : undefined;
    }

    /** The object with this number, if the state shows it. */
    numbered(state: State, kind: KernelObjectKind, number: number): ObjectId | undefined {
        const id = this.byNumber.get(`${kind}:${number}`);
        return id !== undefined && state.objects.has(id) ? id : undefined;
    }

    /** The object with these facts, if the state shows it. */
    known(state: State, facts: ObjectFacts): KernelObject | undefined {
        const known = hasInode(facts) ? this.byInode.get(keyOf(facts)) : undefined;
        return known === undefined ? undefined : state.objects.get(known.id);
    }

    /** The object behind a descriptor; `inherited`: it was there before the trace. */
    find(state: State, facts: ObjectFacts, inherited: boolean): Identified {
        const known = hasInode(facts) ? this.byInode.get(keyOf(facts)) : undefined;
        if (known !== undefined && state.objects.has(known.id)) return { id: known.id };
        const unopened = this.unopened(state, facts);
        // A file that was closed and is opened again is the same; but inode numbers of removed files are used again.
        const again = known !== undefined && facts.name !== null && known.name === facts.name ? known.id : undefined;
        const id = unopened ?? again ?? this.next(facts.kind);
        this.onlyNamed.delete(id);
        this.remember(id, facts);
        const newObject = { ...baseOf(id, facts, inherited), kind: facts.kind, ...(facts.size !== null && { size: facts.size }) };
        return { id, newObject: newObject as NewObject };
    }

    /** An object that did not exist before, of which the kernel has told nothing yet. */
    unseen<K extends KernelObjectKind>(kind: K): NewObjectBase & { readonly kind: K } {
        return { id: this.next(kind), kind, name: null };
    }

    /** An object of which nothing is known but that a descriptor refers to it. */
    unknown(name: string | null): NewObject {
        return { id: this.next("other"), kind: "other", name, inherited: true };
    }

    /** One that was made in the trace, and whose inode is not known since nobody had it open. */
    private unopened(state: State, { kind, name }: ObjectFacts): ObjectId | undefined {
        if (name === null || this.onlyNamed.size === 0) return undefined;
        const candidates = [...this.onlyNamed].flatMap((id) => state.objects.get(id) ?? []);
        const fitting = candidates.filter((object) => object.kind === kind && !object.removed);
        // The path of the link is free of symbolic links; the one that mknod was given need not be.
        return (fitting.find((object) => object.name === name) ?? fitting.find((object) => lastPart(object.name) === lastPart(name)))?.id;
    }

    /** The other end of a master that was just made: what had the name, and the inode, before was another terminal. */
    createTerminal(name: TerminalName): NewObjectBase {
        for (const [key, known] of [...this.byInode]) if (known.name === name) this.byInode.delete(key);
        const base = this.createNamed("tty", name);
        this.nameTerminal(base.id, name);
        return base;
    }

    /** Null: it is no terminal, or not known which. */
    terminalOf(id: ObjectId): TerminalName | null {
        return this.terminals.get(id) ?? null;
    }

    nameTerminal(id: ObjectId, name: TerminalName): void {
        this.terminals.set(id, name);
    }

    private remember(id: ObjectId, facts: ObjectFacts): void {
        if (facts.terminal !== null) this.terminals.set(id, facts.terminal);
        if (hasInode(facts)) this.byInode.set(keyOf(facts), { id, name: facts.name });
    }

    private next(word: string): string {
        const count = (this.counts.get(word) ?? 0) + 1;
        this.counts.set(word, count);
        return `${word}${count}`;
    }
}

function hasInode({ kind, master }: ObjectFacts): boolean {
    return kinds[kind].traits.identity === "inode" && !master;
}

function keyOf(facts: ObjectFacts): string {
    return `${facts.device}:${facts.inode}`;
}

function baseOf(id: ObjectId, { name, device, inode }: ObjectFacts, inherited: boolean): NewObjectBase {
    return { id, name, device, inode, ...(inherited && { inherited }) };
}

function lastPart(path: string | null): string | undefined {
    return path?.split("/").at(-1);
}
