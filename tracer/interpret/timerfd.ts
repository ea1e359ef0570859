/** Timers behind a descriptor: timerfd_create(2), and what a read of one means. */
import { notSet, type Timerfd, type TimerSetting } from "../model/kinds/timerfd";
import { timerClocks } from "../model/kinds/timerfd/clocks";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { Transfers } from "./transfers";

function makeTimerfd(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const clock = timerClocks.get(call.int("clock"));
    const newObject = {
        ...call.interpretation.identities.create(facts),
        kind: "timerfd",
        setting: notSet,
        ...(clock !== undefined && { clock }),
    } as const;
    call.tell({ kind: "timerfdCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
}

function setTimerfd(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "timerfd") {
        call.tellReturned();
        return;
    }
    call.tell({ kind: "timerfdSet", fd: open.fd, object: open.object.id, description: open.description.id, setting: settingOf(call) });
}

/** The timer is set all the same (timerfd_setup in fs/timerfd.c). */
function setTimerfdFailed(call: ReturnedCall): void {
    const canceled = 125; // ECANCELED
    call.tellReturned();
    if (call.result === -canceled) setTimerfd(call);
}

const [absoluteFlag, cancelFlag] = [1, 2]; // TFD_TIMER_ABSTIME, TFD_TIMER_CANCEL_ON_SET

function settingOf(call: ReturnedCall): TimerSetting | null {
    const value = call.structure("value", specificationLength);
    if (value === undefined) return null;
    const flags = call.unsigned("flags");
    return {
        value: nanoseconds(value, 16),
        interval: nanoseconds(value, 0),
        absolute: (flags & absoluteFlag) !== 0,
        cancelOnSet: (flags & cancelFlag) !== 0,
    };
}

/** struct itimerspec: two struct timespec, the interval first. */
const specificationLength = 32;

function nanoseconds(view: DataView, place: number): bigint {
    return view.getBigInt64(place, true) * 1_000_000_000n + view.getBigInt64(place + 8, true);
}

function askTimerfd(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const view = call.structure("left", specificationLength);
    if (open?.object.kind !== "timerfd" || view === undefined) {
        call.tellReturned();
        return;
    }
    call.tell({ kind: "timerfdAsked", fd: open.fd, object: open.object.id, description: open.description.id, left: nanoseconds(view, 16) });
}

const timerfdTransfers: Transfers<Timerfd> = {
    read(call, { fd, object, description }) {
        const expirations = call.structure("data", 8)?.getBigUint64(0, true) ?? null;
        call.tell({ kind: "timerfdRead", fd, object: object.id, description: description.id, expirations });
    },
};

export const timerfd = {
    meanings: { makeTimerfd, setTimerfd, askTimerfd },
    failures: { setTimerfd: setTimerfdFailed },
    transfers: { timerfd: timerfdTransfers },
} satisfies Mechanism;
