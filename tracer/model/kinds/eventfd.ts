/** Eventfds: a counter behind a descriptor (eventfd(2)). */
import type { Wait } from "../awaits";
import { unknownEnders } from "../ender";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import type { Mutable } from "../mutable";
import type { ReadyFor } from "../readiness";
import { callText, exactNumber, nameOf, said } from "../words";
import type { Kind, OpenedDescriptor } from "./kind";
import { endersOfBuffer } from "./pipe/others";

export interface Eventfd extends ObjectBase {
    readonly kind: "eventfd";
    /** What the next read returns, or in semaphore mode how many reads return 1; null: unknown. */
    readonly value: bigint | null;
    /** Taken by readers whose call was seen to return before that of the writer who had added it. */
    readonly ahead: bigint;
    /** EFD_SEMAPHORE: a read takes 1. Null: unknown. */
    readonly semaphore: boolean | null;
}

/** Absent: unknown. */
export interface EventfdFacts {
    readonly value?: bigint;
    readonly semaphore?: boolean;
}

export interface EventfdCreated extends EventBase {
    readonly kind: "eventfdCreated";
    readonly object: ObjectId;
    readonly newObject: NewObjectBase & EventfdFacts & { readonly kind: "eventfd" };
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
    readonly statusFlags: readonly string[];
}

/** write(2): the value was added to the counter. */
export interface EventfdIncreased extends EventBase {
    readonly kind: "eventfdIncreased";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** Null: not captured. */
    readonly value: bigint | null;
}

/** read(2): the value was taken from the counter, all of it or, in semaphore mode, 1. */
export interface EventfdRead extends EventBase {
    readonly kind: "eventfdRead";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    readonly value: bigint | null;
}

export type EventfdEvent = EventfdCreated | EventfdIncreased | EventfdRead;

/** The counter never exceeds it; a write that would make it do so waits (fs/eventfd.c, eventfd_write). */
const largest = 0xffff_ffff_ffff_fffen;

function opens({ fd, closeOnExec, description, statusFlags }: EventfdCreated): readonly OpenedDescriptor[] {
    return [{ fd, closeOnExec, description, statusFlags, access: "read-write" }];
}

function awaited({ value }: Eventfd, wait: Wait): string | null {
    switch (wait.awaits.what) {
        case "input":
            if (value === null) return "what the counter is, is not known";
            return value === 0n ? "the counter is 0, until somebody adds to it" : `the counter is ${value}`;
        case "room":
            if (value === null) return "what the counter is, is not known";
            return value === 0n ? "the counter has room for it" : `the counter is ${value}, and cannot exceed ${largest}`;
        default:
            return null;
    }
}

function whyReady({ value }: Eventfd, what: ReadyFor): string | null {
    if (value === null) return null;
    if (what === "IN" && value > 0n) return `the counter is ${value}`;
    return what === "OUT" && value < largest ? "the counter has room" : null;
}

function counterText(eventfd: Eventfd | undefined): string | null {
    return eventfd === undefined || eventfd.value === null ? null : `The counter is now ${eventfd.value}.`;
}

/** Sums do not depend on the order in which calls were seen to return, the counter itself is never negative. */
function add(eventfd: Mutable<Eventfd>, change: bigint | null): void {
    if (eventfd.value === null || change === null) {
        eventfd.value = null;
        return;
    }
    const sum = eventfd.value - eventfd.ahead + change;
    eventfd.value = sum < 0n ? 0n : sum;
    eventfd.ahead = sum < 0n ? -sum : 0n;
}

export const eventfd: Kind<Eventfd, EventfdFacts, EventfdEvent> = {
    word: "eventfd",
    traits: { named: false, position: "none", identity: "maker", connects: true, buffers: false },
    begins: (base, { value = null, semaphore = null }) => ({ ...base, kind: "eventfd", value, ahead: 0n, semaphore }),
    events: {
        eventfdCreated: {
            opens,
            says(event) {
                const mode = event.newObject.semaphore === true ? ", a semaphore" : "";
                return said(
                    `${nameOf(event, "eventfd")} made ${event.object}${mode}: descriptor ${event.fd}, counter ${event.newObject.value ?? "unknown"}.`,
                    "A write adds to the counter; a read waits until it is not 0.",
                );
            },
        },
        eventfdIncreased: {
            becomes: (eventfd, { value }) => add(eventfd, value),
            says: (event, object, look) =>
                said(
                    `${callText(event, event.fd, "write")} added ${event.value ?? "an unknown number"} to ${look.name(event.object)}.`,
                    counterText(object),
                ),
        },
        eventfdRead: {
            becomes: (eventfd, { value }) => add(eventfd, value === null ? null : -value),
            says: (event, object, look) =>
                said(
                    `${callText(event, event.fd, "read")} took ${event.value ?? "an unknown number"} from ${look.name(event.object)}.`,
                    counterText(object),
                ),
        },
    },
    reactions: { unseenTransfer: { becomes: (eventfd) => add(eventfd, null) } },
    awaited,
    whyReady,
    enders: (eventfd, wait, look) =>
        wait.awaits.what === "input" && (eventfd.value ?? 0n) > 0n ? unknownEnders : endersOfBuffer(eventfd, wait, look),
    json: ({ value, semaphore }) => ({ value: value === null ? null : exactNumber(value), semaphore }),
    remark: ({ value, semaphore }) => `counter ${value ?? "unknown"}${semaphore === true ? ", a semaphore" : ""}`,
};
