/** An open file description: where access mode, status flags, offset and reference count live. */
import { kindOf } from "../../tracer/model/kinds/kinds";
import type { OpenFileDescription } from "../../tracer/model/owners/openFileDescription";
import type { State } from "../../tracer/model/state";
import type { Mark } from "../card/card";
import { grouped } from "../card/numberText";
import { cardKind } from "../kinds/cards";
import type { DescriptionCard } from "./scene";

export function descriptionCard(state: State, before: State | null, description: OpenFileDescription): DescriptionCard {
    const object = state.objects.get(description.object);
    const moves = object !== undefined && kindOf(object).traits.position === "moves";
    return {
        kind: "description",
        id: description.id,
        object: description.object,
        access: description.access,
        flow: object === undefined ? "quiet" : cardKind(object.kind).flow(object, description.access),
        references: description.references,
        flags: flagsText(description),
        offset: moves && description.offset !== null ? `offset ${grouped(description.offset)}` : null,
        mark: markOf(before, description),
    };
}

function flagsText({ statusFlags, signal }: OpenFileDescription): string {
    if (signal === null) return statusFlags.length === 0 ? "no flags" : statusFlags.join(" ");
    return [...statusFlags, `told by ${signal}`].join(" ");
}

function markOf(before: State | null, description: OpenFileDescription): Mark {
    if (before === null) return null;
    const previous = before.descriptions.get(description.id);
    if (previous === undefined) return "new";
    if (previous.references !== description.references) return `was ${previous.references}`;
    if (previous.offset !== description.offset && previous.offset !== null) return `was at ${grouped(previous.offset)}`;
    if (flagsText(previous) !== flagsText(description)) return "changed";
    return null;
}
