/** Watched memory: a load finds what the last store to these bytes left there. */
import type { ObjectId, ProcessId } from "../../model/identities";
import type { MemoryAccess } from "../../model/owners/memoryEvents";
import type { CauseRule, Seen } from "./causeRule";

interface Store {
    readonly seq: number;
    readonly process: ProcessId;
    readonly tid: number;
}

/** Longer accesses are those of calls, which move what is not looked at byte by byte. */
const mostBytes = 4096;

export function storeRule(): CauseRule {
    /** By object and offset. */
    const last = new Map<ObjectId, Map<number, Store>>();
    const load = ({ object, offset, length, seq, process, tid }: MemoryAccess & Store, seen: Seen): void => {
        const stores = object === null ? undefined : last.get(object);
        if (stores === undefined || offset === null || length === null) return;
        const found = new Set<number>();
        for (let at = offset; at < offset + Math.min(length, mostBytes); at++) {
            const store = stores.get(at);
            if (store !== undefined && (store.process !== process || store.tid !== tid)) found.add(store.seq);
        }
        for (const from of found) seen.link(from, seq, "memory");
    };
    const store = ({ object, offset, length, seq, process, tid }: MemoryAccess & Store): void => {
        if (object === null) return;
        if (offset === null || length === null || length > mostBytes) return void last.delete(object);
        const stores = last.get(object) ?? new Map<number, Store>();
        for (let at = offset; at < offset + length; at++) stores.set(at, { seq, process, tid });
        last.set(object, stores);
    };
    return {
        memoryRead: load,
        memoryWritten(event, seen) {
            if (event.read === true) load(event, seen);
            store(event);
        },
    };
}
