import type { ObjectId, ProcessId } from "../../model/identities";
import type { MemoryMapped } from "../../model/owners/mappingEvents";
import type { FileTruncated } from "../../model/kinds/file";
import type { State } from "../../model/state";
import { count, inPlace, list } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A file that was empty, was made longer, and into which nothing has been put that the kernel knows of. */
interface Unfilled {
    readonly grown: FileTruncated;
    /** Private, and to be written. */
    readonly mappings: MemoryMapped[];
}

/** Memory for several processes is a file that they map with MAP_SHARED; of a private mapping each has a copy, of zeros (mmap(2), shm_open(3)). */
export const neverShared: Rule = {
    id: "IPC082",
    title: "Memory for several processes is mapped privately by all of them",
    severity: "error",
    about: "memory",
    watch() {
        const unfilled = new Map<ObjectId, Unfilled>();
        return {
            on: {
                fileTruncated(event, before) {
                    const file = before.objects.get(event.object);
                    const wasEmpty = (file?.kind === "file" || file?.kind === "memfd") && !file.inherited && file.size === 0;
                    if (wasEmpty && event.size > 0) unfilled.set(event.object, { grown: event, mappings: [] });
                },
                memoryMapped(event) {
                    if (event.shared) unfilled.delete(event.object);
                    else if (event.protection.includes("w")) unfilled.get(event.object)?.mappings.push(event);
                },
                // Of msync, which is in vain, another rule tells.
                ...hears(["bytesWritten", "unseenTransfer", "memorySynchronized"], ({ object }) => {
                    if (unfilled.size > 0) unfilled.delete(object);
                }).on,
            },
            findings: ({ state }) => [...unfilled.values()].flatMap((each) => findingsOf(state, each)),
        };
    },
};

function findingsOf(state: State, { grown, mappings }: Unfilled): readonly NewFinding[] {
    const [first] = mappings;
    const users = usersOf(state, mappings);
    if (first === undefined || users.length < 2) return [];
    const { object, process, source, size } = grown;
    return [
        {
            certainty: "likely",
            message:
                `${list(users)} have ${object}, which ${process} made ${count(size, "byte")} long${inPlace(source)}, in memory, but only by private mappings${inPlace(first.source)}, ` +
                "and nobody has written to it: what one of them writes there is a copy of its own, which no other sees. It has to be mapped with MAP_SHARED.",
            process: first.process,
            object,
            at: first.seq,
            locations: places(...mappings.map((mapping) => ["cause", mapping.process, mapping.source] as const), [
                "related",
                process,
                source,
            ]),
        },
    ];
}

/** Those who have mapped it, and copies of them that fork has made since. */
function usersOf({ processes }: State, mappings: readonly MemoryMapped[]): readonly ProcessId[] {
    const users = new Set(mappings.map(({ process }) => process));
    for (const { id, parent, executed, bornAt } of processes.values()) {
        const isCopy = executed === 0 && mappings.some(({ process, seq }) => process === parent && seq < bornAt);
        if (isCopy) users.add(id);
    }
    return [...users];
}
