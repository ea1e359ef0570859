/** An open file description: where access mode, status flags, offset and reference count live. */
import type { Description, State } from "../../tracer/model/state";
import { flowOf } from "./descriptorRows";
import { grouped } from "./numberText";
import type { DescriptionCard, Mark } from "./scene";

export function descriptionCard(state: State, before: State | null, description: Description): DescriptionCard {
    const object = state.objects.get(description.object);
    const hasOffset = object !== undefined && description.offset !== null && (object.kind === "file" || object.kind === "memfd");
    return {
        kind: "description",
        id: description.id,
        object: description.object,
        access: description.access,
        flow: flowOf(object, description.access),
        references: description.references,
        flags: description.statusFlags.length === 0 ? "no flags" : description.statusFlags.join(" "),
        offset: hasOffset ? `offset ${grouped(description.offset)}` : null,
        mark: markOf(before, description),
    };
}

function markOf(before: State | null, description: Description): Mark {
    if (before === null) return null;
    const previous = before.descriptions.get(description.id);
    if (previous === undefined) return "new";
    if (previous.references !== description.references) return `was ${previous.references}`;
    if (previous.offset !== description.offset && previous.offset !== null) return `was at ${grouped(previous.offset)}`;
    if (previous.statusFlags.join() !== description.statusFlags.join()) return "changed";
    return null;
}
