/** Calls about whose effects the model knows nothing, but in which threads sleep; and those that only ask. */
import { awaitsElsewhere } from "./enteredCall";
import type { Mechanism } from "./mechanism";

export const sleeping = {
    meanings: { ask: (call) => call.tellReturned() },
    awaited: {
        newConnection: (call) => call.awaitsAt("fd", { what: "newConnection" }),
        request: (call) => call.awaitsAt("fd", { what: "unknown" }),
        storage: (call) => call.awaitsAt("fd", { what: "storage" }),
        completion: (call) => call.awaitsAt("fd", { what: "completion" }),
        time: () => awaitsElsewhere({ what: "time" }),
        signal: () => awaitsElsewhere({ what: "signal" }),
    },
} satisfies Mechanism;
