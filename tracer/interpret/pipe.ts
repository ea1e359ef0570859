/** Pipes and FIFOs: pipe(2), and what reading and writing mean for a buffer that keeps account of its writers. */
import { joinBytes } from "../model/bytes";
import { provenance } from "../model/kinds/pipe/provenance";
import { available } from "../model/kinds/pipe/reads";
import { frontSlots } from "../model/kinds/pipe/ring";
import type { PipeOrFifo } from "../model/kinds/pipe/state";
import { closeOnExecFlag, statusFlagNames } from "../model/openFlags";
import type { TakenBytes } from "../model/owners/transfer";
import type { ReturnedCall } from "./returnedCall";
import type { Transfers } from "./transfers";
import type { Mechanism } from "./mechanism";

function makePipe(call: ReturnedCall): void {
    const ends = call.structure("ends", 8);
    const facts = call.facts("readEnd");
    if (ends === undefined || facts === undefined) return;
    const [readFd, writeFd] = [ends.getInt32(0, true), ends.getInt32(4, true)];
    call.settleClose(readFd);
    call.settleClose(writeFd);
    const flags = call.has("flags") ? call.unsigned("flags") : 0;
    const newObject = { ...call.interpretation.identities.create(facts), kind: "pipe" } as const;
    const closeOnExec = (flags & closeOnExecFlag) !== 0;
    call.tell({
        kind: "pipeCreated",
        object: newObject.id,
        newObject,
        statusFlags: statusFlagNames(flags),
        readEnd: { fd: readFd, closeOnExec, description: call.newDescription() },
        writeEnd: { fd: writeFd, closeOnExec, description: call.newDescription() },
    });
}

const pipeTransfers: Transfers<PipeOrFifo> = {
    origin: (pipe, length, data) => (pipe.accounted === null ? undefined : provenance(pipe, length, data)),
    known,
    pages: (pipe, length, moved) => frontSlots(pipe.slots, length, moved),
    takesPages: true,
    // Only what write copies becomes a packet (fs/pipe.c, is_packetized), not pages that were given (fs/splice.c).
    packets: ({ description }) => description.statusFlags.includes("O_DIRECT"),
    takesOffers: true,
    endsByClosing: true,
};

function known(pipe: PipeOrFifo, taken: readonly TakenBytes[]): Uint8Array {
    const pieces = available(pipe);
    let data: Uint8Array = new Uint8Array();
    for (const each of taken) {
        const piece = pieces.find((candidate) => candidate.write === each.write && candidate.offset === each.offset);
        if (piece === undefined || piece.data === null) break;
        const here = piece.data.subarray(0, each.length);
        data = joinBytes(data, here);
        if (here.length < each.length) break;
    }
    return data;
}

export const pipe = { meanings: { makePipe }, transfers: { pipe: pipeTransfers, fifo: pipeTransfers } } satisfies Mechanism;
