/** Pipes (pipe(7)). */
import type { EventBase } from "../eventBase";
import type { NewObjectBase } from "../kernelObject";
import type { ObjectId, DescriptionId } from "../identities";
import { nameOf, said } from "../words";
import type { Kind, OpenedDescriptor } from "./kind";
import { capacityChanged, countEnds, newBuffer, reactions, type CapacityChanged } from "./pipe/rules";
import { endersOfPipe } from "./pipe/others";
import { awaited, failed, json, lines, lostEnd, whyReady } from "./pipe/sentences";
import type { Pipe, PipeFacts } from "./pipe/state";
import { abandonWrite } from "./pipe/writes";

/** A descriptor of one end, as it enters a table. */
interface PipeEnd {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
}

export interface PipeCreated extends EventBase {
    readonly kind: "pipeCreated";
    readonly object: ObjectId;
    readonly newObject: NewObjectBase & PipeFacts & { readonly kind: "pipe" };
    readonly readEnd: PipeEnd;
    readonly writeEnd: PipeEnd;
    readonly statusFlags: readonly string[];
}

export type PipeEvent = PipeCreated | CapacityChanged;

/** Packets are a matter of the write end: O_DIRECT stands there alone (fs/pipe.c, create_pipe_files). */
function opens({ readEnd, writeEnd, statusFlags }: PipeCreated): readonly OpenedDescriptor[] {
    return [
        { ...readEnd, access: "read", statusFlags: statusFlags.filter((flag) => flag !== "O_DIRECT") },
        { ...writeEnd, access: "write", statusFlags },
    ];
}

export const pipe: Kind<Pipe, PipeFacts, PipeEvent> = {
    word: "pipe",
    traits: { named: false, position: "zero", identity: "inode", connects: true, buffers: true },
    begins: (base, facts, event) => ({ ...newBuffer(base, facts, event), kind: "pipe" }),
    held: countEnds,
    abandoned: abandonWrite,
    events: {
        pipeCreated: {
            opens,
            says: (event) =>
                said(
                    `${nameOf(event, "pipe")} made ${event.object}: descriptor ${event.readEnd.fd} reads, descriptor ${event.writeEnd.fd} writes.`,
                    `What is written to ${event.writeEnd.fd} can be read from ${event.readEnd.fd}, in the same order.`,
                ),
        },
        capacityChanged,
    },
    reactions,
    released: (object, look) => (object === undefined ? "The pipe is gone too." : lostEnd(object, look)),
    awaited,
    whyReady,
    enders: endersOfPipe,
    unread: ({ bytes }) => bytes,
    failed,
    json,
    lines: (object, look) => lines(object, object.id, look),
};
