/** Which words of watched memory processes use to wait for each other, and how the others are used. */
import type { ObjectId } from "../../model/identities";
import type { MemoryEvent } from "../../model/owners/memoryEvents";
import type { Access } from "./history";

/** The functions of the C library whose own words are theirs alone to read and write (pthreads(7), sem_overview(7), threads.h). */
const synchronising = /^_*(pthread|sem|mtx|cnd|call)_/;

/** Longer or elsewhere, the processor does not read or write it in one. */
export function isWord({ offset, length }: { readonly offset: number; readonly length: number }): boolean {
    return length <= 8 && offset % length === 0;
}

/** What a unit has last read at a place, and has not written since. */
interface LastRead {
    readonly line: string;
    readonly length: number;
}

export class Places {
    private readonly words = new Map<ObjectId, Set<number>>();
    private readonly reads = new Map<string, LastRead>();
    private readonly updates = new Set<string>();
    private ownSynchronisation = false;

    /** The program does in memory what the kernel, or the C library, would do for it; or that cannot be told. */
    get isOwnSynchronisation(): boolean {
        return this.ownSynchronisation;
    }

    /** `access`: null: it is not known what was accessed. */
    see(event: MemoryEvent, access: Access | null): void {
        if (access === null) {
            this.ownSynchronisation = true;
            return;
        }
        const isOfLibrary = event.library !== undefined && synchronising.test(event.library);
        const isSpinning = !isOfLibrary && this.follow(access, event.times ?? 1);
        if (!isOfLibrary && event.atomic === false && !isSpinning) return;
        this.ownSynchronisation ||= !isOfLibrary;
        const known = this.words.get(access.object) ?? new Set();
        for (let at = access.offset; at < access.offset + access.length; at++) known.add(at);
        this.words.set(access.object, known);
    }

    isForSynchronisation(object: ObjectId, offset: number): boolean {
        return this.words.get(object)?.has(offset) === true;
    }

    /** It is a part of reading a value and writing a new one in its place, in one line, as of `count++`. */
    isUpdate(access: Access): boolean {
        return this.updates.has(updateKey(access));
    }

    /** True: it was read before, at the same line, and the unit has not written it since: it may wait for a change. */
    private follow(access: Access, times: number): boolean {
        const { unit, object, offset, length } = access;
        const key = `${unit} ${object} ${offset}`;
        const before = this.reads.get(key);
        const isSame = before?.line === lineOf(access) && before.length === length;
        if (access.writes) {
            if (access.reads || isSame) this.updates.add(updateKey(access));
            this.reads.delete(key);
            return false;
        }
        this.reads.set(key, { line: lineOf(access), length });
        return isWord(access) && (isSame || times > 1);
    }
}

function lineOf({ source }: Access): string {
    return source === null ? "" : `${source.file}:${source.line}`;
}

function updateKey(access: Access): string {
    return `${access.unit} ${access.object} ${access.offset} ${access.length} ${lineOf(access)}`;
}
