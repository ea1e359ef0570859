/** Futexes are called as the program calls them, where debug information has told which variable leads to their words. */
import type { ObjectId } from "../../../tracer/model/identities";
import type { Futex } from "../../../tracer/model/kinds/futex/state";
import type { State } from "../../../tracer/model/state";
import type { MemoryLayout } from "../../protocol/memoryLayout";

/** "mutex ring->lock" instead of "mutex futex1"; one that has a name of its own keeps it. */
export function withVariableNames(state: State, layouts: ReadonlyMap<ObjectId, readonly MemoryLayout[]>): State {
    if (layouts.size === 0) return state;
    const named = [...state.objects.values()].flatMap((object): readonly Futex[] => {
        const variable = object.kind === "futex" && object.name === null ? variableOf(object, layouts) : null;
        if (object.kind !== "futex" || variable === null) return [];
        return [{ ...object, name: `${object.type === "word" ? "futex" : object.type} ${variable}` }];
    });
    if (named.length === 0) return state;
    // In their order.
    const objects = new Map(state.objects);
    for (const futex of named) objects.set(futex.id, futex);
    return { ...state, objects };
}

function variableOf({ place: { memory, at } }: Futex, layouts: ReadonlyMap<ObjectId, readonly MemoryLayout[]>): string | null {
    for (const { variable, offset, fields } of memory === null ? [] : (layouts.get(memory) ?? [])) {
        for (const { name, offset: within, size, count } of fields) {
            const element = Math.floor((Number(at) - offset - within) / size);
            if (element < 0 || element >= count) continue;
            const whole = withoutInside(name);
            const expression = whole === "" ? `*${variable}` : `${variable}->${whole}`;
            return count === 1 ? expression : `${whole === "" ? variable : expression}[${element}]`;
        }
    }
    return null;
}

/** What the C library has inside its objects: "lock.__data.__lock" is the lock. */
function withoutInside(name: string): string {
    return name.replace(/(^|\.)__.*$/, "");
}
