/** FIFOs: pipes with a name in the file system (fifo(7)). */
import { onlyOthers, unknownEnders } from "../ender";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { NewObjectBase } from "../kernelObject";
import type { AccessMode } from "../openFlags";
import { printable } from "../printable";
import { nameOf, said } from "../words";
import type { Kind } from "./kind";
import { endersOfPipe } from "./pipe/others";
import { capacityChanged, countEnds, newBuffer, reactions, type CapacityChanged } from "./pipe/rules";
import { awaited, failed, json, lines, lostEnd, whyReady } from "./pipe/sentences";
import type { Fifo, PipeFacts } from "./pipe/state";
import { abandonWrite } from "./pipe/writes";

export interface FifoCreated extends EventBase {
    readonly kind: "fifoCreated";
    readonly object: ObjectId;
    readonly newObject: NewObjectBase & { readonly kind: "fifo" };
}

export type FifoEvent = FifoCreated | CapacityChanged;

/** open(2) of a FIFO waits for the other end, but not with O_RDWR or O_NONBLOCK (fifo(7)). */
function whyNotOpened(name: string, end: AccessMode | null): string {
    return end === null ? `opening ${name}` : `waiting for ${end === "read" ? "a writer" : "a reader"} to open ${name}`;
}

export const fifo: Kind<Fifo, PipeFacts, FifoEvent> = {
    word: "FIFO",
    traits: { named: true, position: "zero", identity: "inode", connects: true, buffers: true },
    begins: (base, facts, event) => ({ ...newBuffer(base, facts, event), kind: "fifo" }),
    stays: (object) => !object.removed,
    held: countEnds,
    abandoned: abandonWrite,
    events: {
        fifoCreated: {
            says: (event, _object, look) =>
                said(
                    `${nameOf(event, "mkfifo")} made ${look.name(event.object)}.`,
                    "It is a name in the file system; its buffer exists while somebody has it open.",
                ),
        },
        capacityChanged,
    },
    reactions,
    released: (object, look) => (object === undefined ? null : lostEnd(object, look)),
    awaited: (object, wait, look) =>
        wait.awaits.what === "opening" ? whyNotOpened(look.name(object.id), wait.awaits.end) : awaited(object, wait, look),
    whyReady,
    enders(object, wait, look) {
        const name = look.name(object.id);
        if (wait.awaits.what === "opening") {
            const { end } = wait.awaits;
            return end === null ? unknownEnders : onlyOthers(`whoever opens ${name} for ${end === "read" ? "writing" : "reading"}`);
        }
        const enders = endersOfPipe(object, wait, look);
        if (enders.others === null || object.removed) return enders;
        return { known: enders.known, others: `whoever opens ${name} for ${wait.awaits.what === "input" ? "writing" : "reading"}` };
    },
    unread: ({ bytes }) => bytes,
    failed,
    json,
    lines: (object, look) => {
        const name = object.name === null ? "" : `  ${printable(object.name)}${object.removed ? " (removed)" : ""}`;
        return lines(object, `${object.id}${name}`, look);
    },
};
