/** Which descriptors lead to an object. */
import type { ObjectId } from "./identities";
import type { Holder } from "./look";
import type { OpenFileDescription } from "./owners/openFileDescription";
import { tablesOf } from "./owners/lookups";
import { provenanceOf } from "./owners/provenance";
import type { State } from "./state";

interface Held {
    readonly holder: Holder;
    readonly description: OpenFileDescription;
}

type IsMeant = (description: OpenFileDescription) => boolean;

/** Of one moment. Who asks about a second object is likely to ask about all: from then on they are found together. */
export class ObjectHolders {
    private asked = 0;
    private all: ReadonlyMap<ObjectId, readonly Held[]> | null = null;

    constructor(private readonly state: State) {}

    /** Descriptors of the object's open file descriptions that are meant, process by process. */
    of(object: ObjectId, isMeant: IsMeant): readonly Holder[] {
        this.asked += 1;
        if (this.asked === 1) return descriptorsWhere(this.state, (description) => description.object === object && isMeant(description));
        this.all ??= heldByObject(this.state);
        return (this.all.get(object) ?? []).filter(({ description }) => isMeant(description)).map(({ holder }) => holder);
    }
}

/** Descriptors of an open file description that is meant, process by process. */
export function descriptorsWhere(state: State, isMeant: IsMeant): readonly Holder[] {
    return heldIn(state, isMeant).map(({ holder }) => holder);
}

function heldByObject(state: State): ReadonlyMap<ObjectId, readonly Held[]> {
    const found = new Map<ObjectId, Held[]>();
    for (const held of heldIn(state, () => true)) {
        const others = found.get(held.description.object);
        if (others === undefined) found.set(held.description.object, [held]);
        else others.push(held);
    }
    return found;
}

function heldIn(state: State, isMeant: IsMeant): readonly Held[] {
    const held: Held[] = [];
    for (const process of state.processes.values()) {
        for (const table of tablesOf(state, process)) {
            for (const descriptor of table.descriptors.values()) {
                const description = state.descriptions.get(descriptor.description);
                if (description === undefined || !isMeant(description)) continue;
                held.push({ holder: { process: process.id, fd: descriptor.fd, got: provenanceOf(table, descriptor) }, description });
            }
        }
    }
    return held;
}
