/** FIFOs: mknod(2). What reading and writing them means stands with the pipes. */
import type { ReturnedCall } from "./returnedCall";
import type { Mechanism } from "./mechanism";

/** Of the nodes that mknod makes, only FIFOs are of interest. */
function makeNode(call: ReturnedCall): void {
    const typeMask = 0o170000;
    const fifoType = 0o010000;
    const path = call.path("path", "directoryFd");
    if (path === null || (call.unsigned("mode") & typeMask) !== fifoType) {
        call.tellReturned();
        return;
    }
    const newObject = { ...call.interpretation.identities.createNamed("fifo", path), kind: "fifo" } as const;
    call.tell({ kind: "fifoCreated", object: newObject.id, newObject });
}

export const fifo = { meanings: { makeNode } } satisfies Mechanism;
