/** Kinds of which only the name is known so far: their descriptors appear, their contents do not. */
import type { ObjectBase } from "../kernelObject";
import type { Kind, Traits } from "./kind";

export interface Recognised<Word extends string> extends ObjectBase {
    readonly kind: Word;
}

export type NoFacts = Readonly<Record<never, never>>;

export type RecognisedKind<Word extends string> = Kind<Recognised<Word>, NoFacts, never>;

const inode: Traits = { named: true, position: "none", identity: "inode", connects: false, buffers: false };
/** Objects without a file system of their own share one inode (fs/anon_inodes.c). */
const anonymous: Traits = { named: false, position: "none", identity: "maker", connects: false, buffers: false };

function recognised<Word extends string>(kind: Word, word: string, traits: Traits): RecognisedKind<Word> {
    const begins = (base: ObjectBase): Recognised<Word> => ({ ...base, kind });
    return { word, traits, begins, events: {} };
}

export const directory = recognised("directory", "directory", { ...inode, position: "moves" });
export const nullDevice: RecognisedKind<"null"> = { ...recognised("null", "null device", { ...inode, position: "zero" }), nameAlone: true };
export const device = recognised("device", "device", inode);
/** What the kernel names in no way that is known here. */
export const other = recognised("other", "object", { ...anonymous, named: true });
