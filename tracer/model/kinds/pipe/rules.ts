/** What pipes and FIFOs do alike: how the buffer begins, fills, drains, and ends. */
import type { EventBase } from "../../eventBase";
import type { ObjectBase } from "../../kernelObject";
import { endsOf, type AccessMode } from "../../openFlags";
import type { ObjectId } from "../../identities";
import type { BytesWritten } from "../../owners/transfer";
import type { Happening, Reaction, SharedEvent } from "../kind";
import { provenance } from "./provenance";
import { takeBytes } from "./reads";
import { defaultCapacity } from "./ring";
import { fillText } from "./sentences";
import type { MutablePipe, PipeFacts, PipeOrFifo } from "./state";
import { settleBytes } from "./amount";
import { amountText, callText, count, quoted, said } from "../../words";
import { cancelWrite, continueWrites, finishWrite, packetize, startWrite } from "./writes";

export function newBuffer(base: ObjectBase, facts: PipeFacts, event: EventBase): Omit<PipeOrFifo, "kind"> {
    return {
        ...base,
        capacity: facts.capacity === undefined ? defaultCapacity : facts.capacity,
        segments: [],
        slots: [],
        inFlight: [],
        bytes: base.inherited ? null : 0,
        accounted: base.inherited ? null : 0,
        ahead: 0,
        doubtful: false,
        readers: 0,
        writers: 0,
        written: 0,
        read: 0,
        createdBy: base.inherited ? null : event.process,
        createdAt: base.inherited ? null : (event.source ?? null),
    };
}

/** fcntl(2), F_SETPIPE_SZ. */
export interface CapacityChanged extends EventBase {
    readonly kind: "capacityChanged";
    readonly fd: number;
    readonly object: ObjectId;
    readonly capacity: number;
}

export const capacityChanged: Happening<PipeOrFifo, CapacityChanged> = {
    becomes: (pipe, event) => resize(pipe, event.capacity),
    says: (event) => said(`${event.object} now has room for ${count(event.capacity, "byte")}.`),
};

/** A larger ring may let waiting writers go on (fs/pipe.c, pipe_resize_ring). */
function resize(pipe: MutablePipe, capacity: number): void {
    pipe.capacity = capacity;
    continueWrites(pipe);
    settleBytes(pipe);
}

/** The buffer lives only while somebody has an end open (fifo(7)). */
export function countEnds(
    pipe: MutablePipe,
    description: { readonly access: AccessMode; readonly statusFlags: readonly string[] },
    change: 1 | -1,
    isBeingOpened: () => boolean,
): void {
    const ends = endsOf(description);
    if (ends.includes("read")) pipe.readers += change;
    if (ends.includes("write")) pipe.writers += change;
    // A FIFO's buffer is that also of who has still to be seen to have opened it: the other end did not wait for it in vain (fs/pipe.c, fifo_open).
    if (change > 0 || pipe.readers + pipe.writers > 0 || isBeingOpened()) return;
    forget(pipe);
    pipe.bytes = 0;
    pipe.capacity = defaultCapacity;
}

function forget(pipe: MutablePipe): void {
    pipe.segments = [];
    pipe.slots = [];
    pipe.inFlight = [];
    pipe.accounted = 0;
    pipe.ahead = 0;
    pipe.doubtful = false;
}

/**
 * Pages that vmsplice(2) gives stay its caller's: what is in them when somebody reads is what the caller has made of them by then
 * (fs/splice.c). Pages that come from another pipe change no more.
 */
function lastingBytes({ data, slots, from }: Pick<BytesWritten, "data" | "slots" | "from">): Uint8Array | null {
    return slots !== undefined && from === undefined ? null : (data ?? null);
}

type Reactions = { readonly [K in SharedEvent["kind"]]?: Reaction<PipeOrFifo, Extract<SharedEvent, { kind: K }>> };

export const reactions = {
    bytesWritten: {
        becomes(pipe, event) {
            finishWrite(pipe, {
                write: event.seq,
                process: event.process,
                tid: event.tid,
                description: event.description,
                source: event.source ?? null,
                length: event.length,
                data: lastingBytes(event),
                packet: event.packet === true,
                slots: event.slots ?? null,
            });
        },
        says(event, pipe, look) {
            const from = event.from === undefined ? "" : ` from ${look.name(event.from)}`;
            const text = `${callText(event, event.fd, "write")} wrote ${amountText(event.length, event.asked)} into ${look.name(pipe.id)}${from}`;
            const readAlready = pipe.bytes === 0 && event.length > 0;
            return said(`${text}${quoted(event.data, event.length)}.`, readAlready ? "They have been read already." : fillText(pipe));
        },
    },
    bytesRead: {
        becomes(pipe, event) {
            if (event.consumed === false) return;
            takeBytes(pipe, event.segments ?? provenance(pipe, event.length, event.data ?? null), event.spliced !== true);
        },
        says(event, pipe, look) {
            const call = callText(event, event.fd, "read");
            const name = look.name(pipe.id);
            if (event.endOfFile === true) return said(`${call} returned 0: end of file.`, `Nobody has ${name} open for writing.`);
            const verb = event.consumed === false ? "copied" : "read";
            return said(
                `${call} ${verb} ${amountText(event.length, event.asked)} from ${name}${quoted(event.data, event.length)}.`,
                fillText(pipe),
            );
        },
    },
    unseenTransfer: {
        becomes(pipe) {
            forget(pipe);
            pipe.accounted = null;
            pipe.bytes = null;
        },
    },
    callBlocked: {
        becomes(pipe, event) {
            if (event.offered === undefined) return;
            startWrite(pipe, {
                write: event.seq,
                process: event.process,
                tid: event.tid,
                description: event.description,
                source: event.source ?? null,
                length: event.offered,
                data: lastingBytes(event),
                packet: event.packet === true,
                slots: event.slots ?? null,
            });
        },
    },
    statusFlagsChanged: { becomes: (pipe, event) => packetize(pipe, event.description, event.statusFlags.includes("O_DIRECT")) },
    // A write that waited has put nothing into the pipe.
    callInterrupted: { becomes: (pipe, event) => cancelWrite(pipe, event.tid) },
    callReturned: { becomes: (pipe, event) => cancelWrite(pipe, event.tid) },
} as const satisfies Reactions;
