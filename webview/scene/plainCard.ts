/** Files, terminals and every object that a name and one line describe. */
import { isPipe } from "../../tracer/model/objects";
import { kindWord } from "../../tracer/model/sentences/words";
import type { PlainObject, State } from "../../tracer/model/state";
import { baseName } from "./kindWords";
import { counted, grouped } from "./numberText";
import type { Mark, PlainCard } from "./scene";
import { visibleText } from "./visibleText";

export function plainCard(state: State, before: State | null, object: PlainObject): PlainCard {
    return {
        kind: object.kind,
        id: object.id,
        title: titleOf(object),
        path: object.name === null ? null : visibleText(object.name),
        detail: detailOf(state, object),
        removed: object.removed,
        mark: markOf(before, object),
    };
}

function titleOf(object: PlainObject): string {
    const named = object.kind === "file" || object.kind === "directory" || object.kind === "memfd";
    return named && object.name !== null ? baseName(object.name) : kindWord(object.kind);
}

function detailOf(state: State, object: PlainObject): string {
    if (object.kind === "file" || object.kind === "memfd") {
        const size = object.size === null ? "size unknown" : counted(object.size, "byte");
        return object.removed ? `${size} · name removed` : size;
    }
    let references = 0;
    for (const description of state.descriptions.values()) {
        if (description.object === object.id) references += description.references;
    }
    return counted(references, "descriptor");
}

function markOf(before: State | null, object: PlainObject): Mark {
    if (before === null) return null;
    const previous = before.objects.get(object.id);
    if (previous === undefined || isPipe(previous)) return object.inherited ? null : "new";
    if (object.removed && !previous.removed) return "name removed";
    if (object.size !== previous.size && previous.size !== null) return `was ${grouped(previous.size)}`;
    return null;
}
