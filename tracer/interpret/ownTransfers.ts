/** Kinds that tell of bytes that move in events of their own, whatever the call. */
import type { KernelObjectKind } from "../model/kindTypes";
import type { OpenDescriptor } from "./descriptorLookup";
import type { ReturnedCall } from "./returnedCall";
import { signalfdBytes } from "./signalfd";
import { socketBytes, type Moved } from "./socket/bytes";

interface OwnTransfers {
    readonly read: (call: ReturnedCall, open: OpenDescriptor) => void;
    readonly written?: (call: ReturnedCall, open: OpenDescriptor) => void;
    /** The kernel moved bytes out of it, or into it (splice(2)). */
    readonly movedOut?: (call: ReturnedCall, open: OpenDescriptor, moved: Moved) => void;
    readonly movedInto?: (call: ReturnedCall, open: OpenDescriptor, moved: Moved) => void;
}

const byKind: { readonly [K in KernelObjectKind]?: OwnTransfers } = { signalfd: signalfdBytes, socket: socketBytes };

export function ownTransfers({ object }: OpenDescriptor): OwnTransfers | undefined {
    return byKind[object.kind];
}
