/** Calls about whose effects the model knows nothing, but in which threads sleep; and those that only ask. */
import { awaitsElsewhere, type EnteredCall } from "./enteredCall";
import type { Mechanism } from "./mechanism";

/** The kernel wakes those who wait where a thread's number stood, when that thread ends (set_tid_address(2)). */
function joinedThread(call: EnteredCall): number | null {
    if (!call.has("address")) return null;
    const address = call.word("address");
    const joined = [...call.task.process.tasks.values()].find(({ numberAt }) => numberAt === address);
    return joined?.tid ?? null;
}

export const sleeping = {
    meanings: { ask: (call) => call.tellReturned() },
    awaited: {
        newConnection: (call) => call.awaitsAt("fd", { what: "newConnection" }),
        connection: (call) => call.awaitsAt("fd", { what: "connection" }),
        request: (call) => call.awaitsAt("fd", { what: "unknown" }),
        storage: (call) => call.awaitsAt("fd", { what: "storage" }),
        completion: (call) => call.awaitsAt("fd", { what: "completion" }),
        futex: (call) => awaitsElsewhere({ what: "futex", thread: joinedThread(call) }),
        time: () => awaitsElsewhere({ what: "time" }),
        signal: () => awaitsElsewhere({ what: "signal" }),
    },
} satisfies Mechanism;
