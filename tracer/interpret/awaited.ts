/** Which function says what a call that has not returned waits for. A way of waiting without its function does not compile. */
import type { WaitKind } from "../syscalls/row";
import { awaitsElsewhere, type Awaited, type EnteredCall } from "./enteredCall";
import { bytesAwaited } from "./bytes";
import { openAwaited } from "./opening";
import { messageQueueAwaited } from "./messageQueue";
import { transferAwaited } from "./transferring";
import { childAwaited } from "./waiting";

const functions: Readonly<Record<WaitKind, (call: EnteredCall) => Awaited>> = {
    ...bytesAwaited,
    ...openAwaited,
    ...transferAwaited,
    ...childAwaited,
    ...messageQueueAwaited,
    connection: (call) => call.awaitsAt("fd", { what: "connection" }),
    descriptors: (call) => call.awaitsAt("fd", { what: "readiness" }),
    time: () => awaitsElsewhere({ what: "time" }),
    signal: () => awaitsElsewhere({ what: "signal" }),
};

export function awaited(call: EnteredCall, kind: WaitKind): Awaited {
    return functions[kind](call);
}
