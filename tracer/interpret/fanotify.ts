/** Groups of fanotify(7): their marks, the events that a read brings, and the answers that a write gives. */
import { fanotifyEvents, groupFlags } from "../model/kinds/fanotify/bits";
import type { FanotifyNotification } from "../model/kinds/fanotify/events";
import { ignoredEvents } from "../model/kinds/fanotify/marks";
import type { Fanotify, MarkScope } from "../model/kinds/fanotify/state";
import { accessMode, closeOnExecFlag, statusFlagNames } from "../model/openFlags";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { Transfers } from "./transfers";

/** The second argument is the flags of the descriptors to come. */
function makeFanotify(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts?.kind !== "fanotify") {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const eventFlags = call.unsigned("eventFlags");
    const newObject = {
        ...call.interpretation.identities.create(facts),
        kind: "fanotify",
        flags: groupFlags(call.unsigned("flags")),
        eventFlags,
        complete: true,
    } as const;
    call.tell({ kind: "fanotifyCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
    call.interpretation.deliveries.set(newObject.id, {
        closeOnExec: (eventFlags & closeOnExecFlag) !== 0,
        access: accessMode(eventFlags),
        statusFlags: statusFlagNames(eventFlags),
    });
}

const scopes: ReadonlyMap<number, MarkScope> = new Map([
    [0, "file"],
    [0x10, "mount"],
    [0x100, "filesystem"],
    [0x110, "namespace"],
]);
const [scopeBits, addFlag, flushFlag, ignoredMask, survivesModify, ignore] = [0x110, 0x1, 0x80, 0x20, 0x40, 0x400];

function changeMark(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const flags = call.unsigned("flags");
    const scope = scopes.get(flags & scopeBits);
    if (open?.object.kind !== "fanotify" || scope === undefined) {
        call.tellReturned();
        return;
    }
    const about = { fd: open.fd, object: open.object.id, description: open.description.id, scope };
    if ((flags & flushFlag) !== 0) {
        call.tell({ kind: "fanotifyFlushed", ...about });
        return;
    }
    const mask = call.unsigned("mask");
    call.tell({
        kind: "fanotifyMarked",
        ...about,
        marked: call.path("path", "directoryFd") ?? markedDescriptor(call),
        events: fanotifyEvents((flags & ignoredMask) !== 0 ? ignoredEvents(mask) : mask),
        adds: (flags & addFlag) !== 0,
        ignores: (flags & (ignoredMask | ignore)) !== 0,
        keepsIgnored: (flags & survivesModify) !== 0,
    });
}

/** Without a path, what the descriptor stands for is marked. */
function markedDescriptor(call: ReturnedCall): string | null {
    return call.known(call.int("directoryFd"))?.object.name ?? null;
}

/** struct fanotify_event_metadata, and the records behind it. */
const [metadataLength, recordHead] = [24, 4];
/** FAN_EVENT_INFO_TYPE_DFID_NAME, and those of both names of a rename. */
const namedRecords: ReadonlySet<number> = new Set([2, 10, 12]);

function nameIn(view: DataView, begin: number, end: number): string | null {
    for (let record = begin; record + recordHead <= end;) {
        const length = view.getUint16(record + 2, true);
        if (length < recordHead || record + length > end) return null;
        if (namedRecords.has(view.getUint8(record)) && length >= 20) {
            const start = record + 20 + view.getUint32(record + 12, true);
            const bytes = new Uint8Array(view.buffer, view.byteOffset, record + length).subarray(start);
            const zero = bytes.indexOf(0);
            return new TextDecoder().decode(zero < 0 ? bytes : bytes.subarray(0, zero));
        }
        record += length;
    }
    return null;
}

function notificationsIn(view: DataView): readonly FanotifyNotification[] {
    const notifications: FanotifyNotification[] = [];
    for (let place = 0; place + metadataLength <= view.byteLength;) {
        const end = place + view.getUint32(place, true);
        if (end < place + metadataLength || end > view.byteLength) break;
        const fd = view.getInt32(place + 16, true);
        notifications.push({
            events: fanotifyEvents(view.getUint32(place + 8, true)),
            fd: fd < 0 ? null : fd,
            targetPid: view.getInt32(place + 20, true),
            name: nameIn(view, place + view.getUint16(place + 6, true), end),
        });
        place = end;
    }
    return notifications;
}

/** struct fanotify_response, of which a write brings one; what else was to be written the kernel leaves (fanotify_write). */
function answerIn(view: DataView): { readonly fd: number; readonly allowed: boolean } {
    const deny = 2;
    return { fd: view.getInt32(0, true), allowed: (view.getUint32(4, true) & deny) === 0 };
}

const fanotifyTransfers: Transfers<Fanotify> = {
    read(call, { fd, object, description }) {
        const view = call.structure("data", 0);
        const notifications = view === undefined ? [] : notificationsIn(view);
        const truncated = (view?.byteLength ?? 0) < call.result;
        call.tell({
            kind: "fanotifyRead",
            fd,
            object: object.id,
            description: description.id,
            notifications,
            ...(truncated && { truncated }),
        });
    },
    written(call, { fd, object, description }) {
        const view = call.structure("data", 8);
        const answers = view === undefined ? [] : [answerIn(view)];
        call.tell({ kind: "fanotifyAnswered", fd, object: object.id, description: description.id, answers });
    },
};

export const fanotify = { meanings: { makeFanotify, changeMark }, transfers: { fanotify: fanotifyTransfers } } satisfies Mechanism;
