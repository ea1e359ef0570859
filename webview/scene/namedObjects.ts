/** Which objects the words beside the picture name: they are drawn in either view. */
import type { ObjectId } from "../../tracer/model/identities";
import type { ObjectCard } from "../kinds/cards";
import type { Caption, CauseStep } from "./scene";

/** Named by their identity in the sentence and its explanation, or in the cause. */
export function namedObjects(objects: readonly ObjectCard[], caption: Caption | null, cause: readonly CauseStep[]): ReadonlySet<ObjectId> {
    const words = new Set(`${caption?.text ?? ""} ${caption?.explanation ?? ""}`.split(/\W+/));
    const awaited = new Set(cause.flatMap((step) => step.objects));
    return new Set(objects.flatMap(({ id }) => (words.has(id) || awaited.has(id) ? [id] : [])));
}
