/** Eventfds: eventfd(2), and what reading and writing one means. */
import type { Eventfd } from "../model/kinds/eventfd";
import type { OpenDescriptor } from "./descriptorLookup";
import type { ReturnedCall } from "./returnedCall";
import type { TransferCall, Transfers } from "./transfers";
import type { Mechanism } from "./mechanism";

const semaphoreFlag = 1;

function makeEventfd(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const flags = call.has("flags") ? call.unsigned("flags") : 0;
    const newObject = {
        ...call.interpretation.identities.create(facts),
        kind: "eventfd",
        value: BigInt(call.unsigned("count")),
        semaphore: (flags & semaphoreFlag) !== 0,
    } as const;
    call.tell({ kind: "eventfdCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
}

const eventfdTransfers: Transfers<Eventfd> = {
    read: (call, open) => tell(call, open, "eventfdRead", call.structure("data", numberLength)?.getBigUint64(0, true) ?? null),
    written: (call, open) => tell(call, open, "eventfdIncreased", sumOfWritten(call)),
};

/** What is read and written is one number of 64 bits, in the order of the machine's bytes. */
const numberLength = 8;

function tell(call: TransferCall, open: OpenDescriptor, kind: "eventfdRead" | "eventfdIncreased", value: bigint | null): void {
    call.tell({ kind, fd: open.fd, object: open.object.id, description: open.description.id, value });
}

/** writev(2) writes its buffers one after the other: each of them is a number. */
function sumOfWritten(call: TransferCall): bigint | null {
    const numbers = call.structure("data", call.result);
    if (numbers === undefined) return null;
    let sum = 0n;
    for (let place = 0; place + numberLength <= call.result; place += numberLength) sum += numbers.getBigUint64(place, true);
    return sum;
}

export const eventfd = { meanings: { makeEventfd }, transfers: { eventfd: eventfdTransfers } } satisfies Mechanism;
