/** Why what was reported as ready is so (poll(2), epoll(7)). */
import type { ObjectId } from "./identities";
import type { Look } from "./look";

/** "pipe1: 6 bytes can be read." Empty where it is not known. */
export function whyText(object: ObjectId, events: readonly string[], look: Look): readonly string[] {
    const why = look.whyReady(object, events);
    return why.length === 0 ? [] : [`${look.name(object)}: ${why.join("; ")}.`];
}
