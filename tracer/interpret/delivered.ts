/** Descriptors that read(2) brings: of fanotify(7) with each event, of userfaultfd(2) with a fork. */
import type { ObjectId } from "../model/identities";
import { accessMode, closeOnExecFlag, statusFlagNames, type AccessMode } from "../model/openFlags";
import type { KernelObjectKind } from "../model/kindTypes";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

/** What is known of the descriptors that an object delivers. */
interface Delivery {
    readonly from: "fanotify" | "userfaultfd";
    readonly closeOnExec: boolean;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
}

export type Deliveries = Map<ObjectId, Delivery>;

/** `event_f_flags` are those of the descriptors to come. */
function makeFanotify(call: ReturnedCall): void {
    call.tellOpened(call.result, call.facts("object"), false);
    const object = call.known(call.result)?.object;
    const flags = call.unsigned("eventFlags");
    const closeOnExec = (flags & closeOnExecFlag) !== 0;
    const delivery = { from: "fanotify", closeOnExec, access: accessMode(flags), statusFlags: statusFlagNames(flags) } as const;
    if (object !== undefined) call.interpretation.deliveries.set(object.id, delivery);
}

/** The userfaultfd of a child is opened as that of its parent. */
function makeUserfaultfd(call: ReturnedCall): void {
    call.tellOpened(call.result, call.facts("object"), false);
    const open = call.known(call.result);
    if (open === undefined) return;
    const { access, statusFlags } = open.description;
    const delivery = { from: "userfaultfd", closeOnExec: open.descriptor.closeOnExec, access, statusFlags } as const;
    call.interpretation.deliveries.set(open.object.id, delivery);
}

export function tellDelivered(call: ReturnedCall): void {
    if (call.row.meaning !== "read" || call.interpretation.deliveries.size === 0) return;
    const object = call.known(call.int("fd"))?.object;
    const delivery = object === undefined ? undefined : call.interpretation.deliveries.get(object.id);
    const { data } = call.payload("data", call.result);
    if (delivery === undefined || data === undefined) return;
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (delivery.from === "fanotify") deliverEvents(call, view, delivery);
    else deliverForks(call, view, delivery);
}

/** struct fanotify_event_metadata, and the records behind it; no descriptor is a negative number. */
function deliverEvents(call: ReturnedCall, view: DataView, delivery: Delivery): void {
    const [metadata, recordHead, pidfdRecord] = [24, 4, 4];
    for (let event = 0; event + metadata <= view.byteLength;) {
        const end = event + view.getUint32(event, true);
        if (end < event + metadata || end > view.byteLength) break;
        deliver(call, view.getInt32(event + 16, true), "other", delivery);
        for (let record = event + view.getUint16(event + 6, true); record + recordHead + 4 <= end;) {
            const length = view.getUint16(record + 2, true);
            if (length < recordHead) break;
            if (view.getUint8(record) === pidfdRecord) deliver(call, view.getInt32(record + recordHead, true), "pidfd", pidfdDelivery);
            record += length;
        }
        event = end;
    }
}

const pidfdDelivery: Delivery = { from: "fanotify", closeOnExec: true, access: "read-write", statusFlags: [] };

/** struct uffd_msg. */
function deliverForks(call: ReturnedCall, view: DataView, delivery: Delivery): void {
    const [message, forkEvent] = [32, 0x13];
    for (let place = 0; place + message <= view.byteLength; place += message) {
        if (view.getUint8(place) !== forkEvent) continue;
        const fd = view.getUint32(place + 8, true);
        deliver(call, fd, "other", delivery);
        const object = call.known(fd)?.object;
        if (object !== undefined) call.interpretation.deliveries.set(object.id, delivery);
    }
}

/** Which file it is, the event does not tell. */
function deliver(call: ReturnedCall, fd: number, kind: KernelObjectKind & ("other" | "pidfd"), delivery: Delivery): void {
    if (fd < 0) return;
    const { identities } = call.interpretation;
    const { closeOnExec, access, statusFlags } = delivery;
    const newObject = kind === "other" ? identities.unknown(null) : identities.unseen(kind);
    call.settleClose(fd);
    call.tell({
        kind: "descriptorOpened",
        fd,
        closeOnExec,
        object: newObject.id,
        newObject,
        description: { id: identities.newDescription(), object: newObject.id, access, statusFlags, offset: null },
    });
}

export const delivered = { meanings: { makeFanotify, makeUserfaultfd } } satisfies Mechanism;
