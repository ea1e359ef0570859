/** The objects at which a call waits. */
import type { Wait } from "./awaits";
import type { ObjectId } from "./identities";

/** Each once; mostly one. */
export function awaitedObjects({ object, also = [] }: Pick<Wait, "object" | "also">): readonly ObjectId[] {
    return object === null ? [] : [...new Set([object, ...also])];
}

/** From now on it waits at another one instead. */
export function movedWait<W extends Pick<Wait, "object" | "also">>(wait: W, from: ObjectId, to: ObjectId): W {
    const { object, also } = wait;
    return { ...wait, object: object === from ? to : object, ...(also && { also: also.map((each) => (each === from ? to : each)) }) };
}
