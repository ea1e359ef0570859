/** Open file descriptions (open(2)): made by an open, shared by descriptors, gone with the last of them. */
import type { NewDescription } from "../events/event";
import { opened, released } from "./objects";
import { withDescription, withoutDescription } from "./stateParts";
import type { Description, State } from "./state";

/** A new description, to which nothing refers yet. */
export function describe(state: State, description: NewDescription, seq: number): State {
    if (state.descriptions.has(description.id)) return state;
    const { id, object, access, statusFlags, offset } = description;
    const added = { id, object, access, statusFlags, offset, references: 0, since: seq };
    return opened(withDescription(state, added), added);
}

/** One more descriptor refers to it. */
export function referred(state: State, id: string): State {
    const description = state.descriptions.get(id);
    return description === undefined ? state : withDescription(state, { ...description, references: description.references + 1 });
}

/** One descriptor less refers to it. */
export function dropped(state: State, id: string): State {
    const description = state.descriptions.get(id);
    if (description === undefined) return state;
    if (description.references > 1) return withDescription(state, { ...description, references: description.references - 1 });
    return released(withoutDescription(state, id), description);
}

export function changeDescription(state: State, id: string, change: Partial<Pick<Description, "offset" | "statusFlags">>): State {
    const description = state.descriptions.get(id);
    return description === undefined ? state : withDescription(state, { ...description, ...change });
}
