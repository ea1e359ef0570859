/** Signalfds: signalfd(2), and the signals that a read takes. */
import { hasSignal, signalsIn, unstoppable } from "../model/signals";
import { signalInformation, type SignalInformation } from "../trace/signalInformation";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import { tellAccepted } from "./signalDelivery";
import { signalsOfTask } from "./signalMasks";

/** With a descriptor it changes that one, and returns it (signalfd(2)). */
function makeSignalfd(call: ReturnedCall): void {
    if (call.int("fd") >= 0) change(call);
    else create(call);
}

function create(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const signals = signalsOf(call);
    const newObject = { ...call.interpretation.identities.create(facts), kind: "signalfd", ...(signals !== null && { signals }) } as const;
    const notBlocked = notBlockedOf(call, signals);
    call.tell({ kind: "signalfdCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags), notBlocked });
}

function change(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "signalfd") {
        call.tellReturned();
        return;
    }
    const signals = signalsOf(call);
    call.tell({
        kind: "signalfdChanged",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        signals,
        notBlocked: notBlockedOf(call, signals),
    });
}

/** Null: not captured. SIGKILL and SIGSTOP are passed over (do_signalfd4 in fs/signalfd.c). */
function signalsOf(call: ReturnedCall): readonly string[] | null {
    const set = call.structure("set", 8)?.getBigUint64(0, true);
    return set === undefined ? null : signalsIn(set & ~unstoppable);
}

function notBlockedOf({ interpretation, task }: ReturnedCall, signals: readonly string[] | null): readonly string[] {
    const blocked = signalsOfTask(interpretation, task)?.blocked ?? null;
    return blocked === null ? [] : (signals ?? []).filter((signal) => !hasSignal(blocked, signal));
}

/** struct signalfd_siginfo. */
const informationLength = 128;

function read(call: ReturnedCall, { fd, object }: OpenDescriptor): void {
    const view = call.structure("data", 0);
    const known = Math.min(view?.byteLength ?? 0, call.result);
    if (view === undefined || known < informationLength) call.tellReturned();
    for (let place = 0; view !== undefined && place + informationLength <= known; place += informationLength) {
        const information = informationAt(view, place);
        tellAccepted(call, information.signal, information, { fd, object: object.id });
    }
}

/** signalfd_copyinfo in fs/signalfd.c. */
function informationAt(view: DataView, place: number): SignalInformation {
    return signalInformation({
        signal: view.getUint32(place, true),
        code: view.getInt32(place + 8, true),
        pid: view.getInt32(place + 12, true),
        fd: view.getInt32(place + 20, true),
        timer: view.getInt32(place + 24, true),
        band: view.getUint32(place + 28, true),
        value: view.getBigUint64(place + 48, true),
        address: view.getBigUint64(place + 72, true),
    });
}

export const signalfdBytes = { read } as const;

export const signalfd = { meanings: { makeSignalfd } } satisfies Mechanism;
