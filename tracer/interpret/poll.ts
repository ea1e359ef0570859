/** poll(2) and select(2): which descriptors are waited for, and which were found ready. */
import type { Polled } from "../model/awaits";
import { pollEvents } from "../model/readiness";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { CaptureName } from "../syscalls/table";
import { openDescriptor } from "./descriptorLookup";
import { awaitsElsewhere, type Awaited, type EnteredCall } from "./enteredCall";
import type { Mechanism } from "./mechanism";
import { rememberReported } from "./reported";
import type { ReturnedCall } from "./returnedCall";

/** The call's descriptors, under the names that the caller may use for them. */
type Asked = readonly { readonly fd: number; readonly events: readonly string[] }[];

const pollfdLength = 8;

/** A negative number is passed over (poll(2)). `field`: where in a struct pollfd the events stand. */
function pollfds(call: DecodedCall, name: CaptureName, field: 4 | 6): Asked | null {
    const view = call.structure(name, 0);
    if (view === undefined) return null;
    const asked = [];
    for (let place = 0; place + pollfdLength <= view.byteLength; place += pollfdLength) {
        const fd = view.getInt32(place, true);
        if (fd >= 0) asked.push({ fd, events: pollEvents(view.getUint16(place + field, true)) });
    }
    return asked;
}

const setLength = 128;
type SetNames = readonly (readonly [CaptureName, string])[];
const asked: SetNames = [
    ["readable", "readable"],
    ["writable", "writable"],
    ["exceptional", "exceptional"],
];
const ready: SetNames = [
    ["readyToRead", "readable"],
    ["readyToWrite", "writable"],
    ["readyExceptional", "exceptional"],
];

/** An fd_set is an array of bits; null pointers are sets of nothing. */
function selected(call: DecodedCall, names: SetNames): Asked {
    const sets = names.map(([name, word]) => ({ word, view: call.structure(name, setLength) }));
    const found = [];
    const end = Math.min(call.int("count"), setLength * 8);
    for (let fd = 0; fd < end; fd++) {
        const events = sets.flatMap(({ word, view }) =>
            view !== undefined && (view.getUint8(fd >> 3) & (1 << (fd & 7))) !== 0 ? [word] : [],
        );
        if (events.length > 0) found.push({ fd, events });
    }
    return found;
}

function waits(call: EnteredCall, of: Asked | null): Awaited {
    const { interpretation, task } = call;
    const named = (of ?? []).map(({ fd, events }): Polled => {
        const open = openDescriptor(interpretation.state, task.process.id, task.tid, fd);
        return { fd, events, object: open?.object.id ?? null, description: open?.description.id ?? null };
    });
    return awaitsElsewhere({ what: "readiness", of: of === null ? null : named });
}

function tellReady(call: ReturnedCall, found: Asked | null): void {
    const reported = (found ?? []).filter(({ events }) => events.length > 0);
    if (call.result === 0 || reported.length === 0) {
        call.tellReturned();
        return;
    }
    const ready = reported.map(({ fd, events }): Polled => {
        const open = events.includes("POLLNVAL") ? undefined : call.used(fd);
        return { fd, events, object: open?.object.id ?? null, description: open?.description.id ?? null };
    });
    call.tell({ kind: "descriptorsReady", ready });
    rememberReported(
        call.interpretation,
        call.task,
        ready.map(({ object }) => object),
    );
}

export const poll = {
    meanings: {
        pollDescriptors: (call) => tellReady(call, pollfds(call, "ready", 6)),
        selectDescriptors: (call) => tellReady(call, selected(call, ready)),
    },
    awaited: {
        polledDescriptors: (call) => waits(call, pollfds(call, "polled", 4)),
        selectedDescriptors: (call) => waits(call, selected(call, asked)),
    },
} satisfies Mechanism;
