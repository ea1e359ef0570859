/** Eventfds (eventfd(2)): nothing taken from the counter that was not added. */
import type { Eventfd } from "../model/kinds/eventfd";
import type { KindRules } from "./kindRule";

export const eventfdRules: KindRules<Eventfd> = {
    event: (event, { id }) =>
        event.kind === "eventfdRead" && event.value !== null && event.value <= 0n ? [`a read took ${event.value} from ${id}`] : [],
    ready: ({ id, value }, { awaits }) =>
        awaits.what === "input" && value !== null && value > 0n ? `the counter of ${id} is ${value}` : null,
    object({ id, ahead }, look) {
        const isAdding = look.waiting(id).some(({ awaits }) => awaits.what === "room");
        return ahead > 0n && !isAdding ? [`${ahead} was taken from ${id} that nobody added`] : [];
    },
};
