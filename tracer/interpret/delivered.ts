/** Descriptors that read(2) brings: with the events of fanotify(7), and with the messages of userfaultfd(2). */
import type { KernelObjectKind } from "../model/kindTypes";
import type { Delivery } from "./delivery";
import type { ReturnedCall } from "./returnedCall";
import { deliverForks } from "./userfaultfd";

export function tellDelivered(call: ReturnedCall): void {
    if (call.row.meaning !== "read" || call.interpretation.deliveries.size === 0) return;
    const object = call.known(call.int("fd"))?.object;
    const delivery = object === undefined ? undefined : call.interpretation.deliveries.get(object.id);
    const { data } = call.payload("data", call.result);
    if (object === undefined || delivery === undefined || data === undefined) return;
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (object.kind === "userfaultfd") deliverForks(call, view, object, delivery);
    else deliverEvents(call, view, delivery);
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

const pidfdDelivery: Delivery = { closeOnExec: true, access: "read-write", statusFlags: [] };

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
