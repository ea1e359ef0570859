/** Inotify instances: inotify(7), and the events that a read brings. */
import type { Inotify, Notification } from "../model/kinds/inotify";
import { addsToMask, inotifyBits, inotifyNames, watchedFor } from "../model/kinds/inotify/bits";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { Transfers } from "./transfers";

function makeInotify(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const newObject = { ...call.interpretation.identities.create(facts), kind: "inotify", complete: true } as const;
    call.tell({ kind: "inotifyCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
}

function addWatch(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "inotify") {
        call.tellReturned();
        return;
    }
    const known = open.object.watches.find(({ watch }) => watch === call.result);
    const mask = call.unsigned("mask");
    const before = (mask & addsToMask) !== 0 ? inotifyBits(known?.events ?? []) : 0;
    call.tell({
        kind: "inotifyWatchAdded",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        watch: call.result,
        watched: call.path("path", "directoryFd"),
        events: watchedFor((mask | before) >>> 0),
        changed: known !== undefined,
    });
}

function removeWatch(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "inotify") {
        call.tellReturned();
        return;
    }
    const watch = call.int("watch");
    call.tell({
        kind: "inotifyWatchRemoved",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        watch,
        watched: pathOf(open.object, watch),
    });
}

function pathOf({ watches }: Inotify, watch: number): string | null {
    return watches.find((each) => each.watch === watch)?.path ?? null;
}

const inotifyTransfers: Transfers<Inotify> = {
    read(call, { fd, object, description }) {
        if (object.kind !== "inotify") return;
        const view = call.structure("data", 0);
        const notifications = view === undefined ? [] : readNotifications(view, object);
        const truncated = (view?.byteLength ?? 0) < call.result;
        call.tell({
            kind: "inotifyRead",
            fd,
            object: object.id,
            description: description.id,
            notifications,
            ...(truncated && { truncated }),
        });
    },
};

/** struct inotify_event, with the name behind it. */
const headLength = 16;

function readNotifications(view: DataView, inotify: Inotify): readonly Notification[] {
    const notifications: Notification[] = [];
    for (let place = 0; place + headLength <= view.byteLength;) {
        const length = view.getUint32(place + 12, true);
        if (place + headLength + length > view.byteLength) break;
        const name = new Uint8Array(view.buffer, view.byteOffset + place + headLength, length);
        const end = name.indexOf(0);
        const watch = view.getInt32(place, true);
        notifications.push({
            watch,
            path: pathOf(inotify, watch),
            name: length === 0 ? null : text.decode(end < 0 ? name : name.subarray(0, end)),
            events: inotifyNames(view.getUint32(place + 4, true)),
            cookie: view.getUint32(place + 8, true),
        });
        place += headLength + length;
    }
    return notifications;
}

const text = new TextDecoder();

export const inotify = { meanings: { makeInotify, addWatch, removeWatch }, transfers: { inotify: inotifyTransfers } } satisfies Mechanism;
