/** What an event means, in plain words for a person who looks at the diagram. */
import type { Event } from "./event";
import { happeningOfGone, objectHappening, ownerHappening, reactionOf } from "./happenings";
import { kindOfId } from "./kinds/kinds";
import { lookAt } from "./lookAt";
import type { State } from "./state";
import { said, type Sentence } from "./words";

export type { Sentence };

/** `state`: after the event. */
export function sentence(event: Event, state: State): Sentence {
    const look = lookAt(state);
    const object = "object" in event && event.object !== null ? state.objects.get(event.object) : undefined;
    const ofKind = object === undefined ? undefined : reactionOf(object, event.kind)?.says;
    if (object !== undefined && ofKind !== undefined) return ofKind(event, object, look);
    const owner = ownerHappening(event.kind);
    if (owner !== undefined) return owner.says(event, state, look);
    const gone = "object" in event && event.object !== null ? happeningOfGone(event.object, event.kind) : undefined;
    const happening = (object === undefined ? undefined : objectHappening(object, event.kind)) ?? gone;
    return happening?.says(event, object, look) ?? said(event.kind);
}

/**
 * Whether an event is worth a sentence beside the diagram: what the user's own lines did, and what happened between
 * processes. The start-up of a program opens dozens of libraries: nobody wants to hear of each.
 */
export function isTelling(event: Event): boolean {
    const telling = ownerHappening(event.kind)?.telling;
    if (telling !== undefined) return telling;
    return event.source !== undefined || ("object" in event && event.object !== null && kindOfId(event.object)?.traits.connects === true);
}
