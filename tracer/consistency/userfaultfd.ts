/** Userfaultfds: nothing can be done with one before UFFDIO_API (userfaultfd(2)). */
import type { Userfaultfd } from "../model/kinds/userfaultfd/state";
import type { KindRules } from "./kindRule";

const needEnabled: ReadonlySet<string> = new Set([
    "userfaultfdRegistered",
    "userfaultfdUnregistered",
    "userfaultfdResolved",
    "userfaultfdRead",
]);

export const userfaultfdRules: KindRules<Userfaultfd> = {
    event: (event, { id, features }) =>
        needEnabled.has(event.kind) && features === "off" ? [`${event.call ?? event.kind} uses ${id}, which is not enabled`] : [],
};
