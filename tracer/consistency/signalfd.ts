/** Signalfds (signalfd(2)): a read takes only signals that it is for. */
import type { Signalfd } from "../model/kinds/signalfd";
import type { KindRules } from "./kindRule";

export const signalfdRules: KindRules<Signalfd> = {
    event: (event, { id, signals }) =>
        event.kind === "signalAccepted" && signals !== null && !signals.includes(event.signal)
            ? [`a read of ${id} took ${event.signal}, which it is not for`]
            : [],
};
