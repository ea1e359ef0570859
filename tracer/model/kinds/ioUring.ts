/**
 * Rings in shared memory through which a program asks for input and output, and finds what has become of it (io_uring(7)). Only
 * the calls around them are seen: what a ring carries makes no system calls.
 */
import type { Wait } from "../awaits";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import { callText, count, firstOf, nameOf, said } from "../words";
import type { Kind } from "./kind";

export interface IoUring extends ObjectBase {
    readonly kind: "ioUring";
    /** How many submissions, and how many completions, fit into its rings; null: unknown. */
    readonly submissions: number | null;
    readonly completions: number | null;
    /** "IORING_SETUP_SQPOLL"; null: unknown. */
    readonly flags: readonly string[] | null;
    /** What io_uring_enter(2) has taken out of the ring so far; null: unknown, or a thread of the kernel takes it (SQPOLL). */
    readonly submitted: number | null;
}

/** Absent: unknown. */
export interface IoUringFacts {
    readonly submissions?: number;
    readonly completions?: number;
    readonly flags?: readonly string[];
    /** Made in the trace. */
    readonly submitted?: 0;
}

interface OfIoUring extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

export interface IoUringCreated extends OfIoUring {
    readonly kind: "ioUringCreated";
    readonly newObject: NewObjectBase & IoUringFacts & { readonly kind: "ioUring" };
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** io_uring_enter(2). */
export interface IoUringEntered extends OfIoUring {
    readonly kind: "ioUringEntered";
    /** Submissions that it took out of the ring. */
    readonly submitted: number;
    /** So many completions it was to wait for; 0: it did not wait. */
    readonly least: number;
}

/** io_uring_register(2). */
export interface IoUringRegistered extends OfIoUring {
    readonly kind: "ioUringRegistered";
    /** "IORING_REGISTER_FILES" */
    readonly operation: string;
    readonly count: number;
    /** The ring may be entered by a number that is no descriptor: that is not counted. */
    readonly byIndex: boolean;
}

export type IoUringEvent = IoUringCreated | IoUringEntered | IoUringRegistered;

/** What the card and the text say of what is not seen. */
export const ringBlindSpot = "what is done through its ring makes no system calls, and is not seen";

const polledByKernel = "IORING_SETUP_SQPOLL";

function awaited(_ring: IoUring, { awaits }: Wait): string | null {
    if (awaits.what !== "completion" || awaits.least === undefined) return null;
    return awaits.least === 0
        ? null
        : `waiting until ${count(awaits.least, "operation")} of the ring ${awaits.least === 1 ? "is" : "are"} complete`;
}

/** "room for 8 submissions and 16 completions" */
export function roomText({ submissions, completions }: Pick<IoUring, "submissions" | "completions">): string {
    if (submissions === null || completions === null) return "size unknown";
    return `room for ${count(submissions, "submission")} and ${count(completions, "completion")}`;
}

export function submittedText({ submitted, flags }: IoUring): string {
    if (flags?.includes(polledByKernel) === true) return "a thread of the kernel takes what is submitted";
    return submitted === null ? "not known how much was submitted" : `${count(submitted, "operation")} submitted`;
}

function enteredText({ submitted, least }: IoUringEntered, ring: string): string {
    const waited = least === 0 ? "" : `, and was to wait for ${count(least, "completion")}`;
    return `submitted ${count(submitted, "operation")} of ${ring}${waited}`;
}

export const ioUring: Kind<IoUring, IoUringFacts, IoUringEvent> = {
    word: "io_uring instance",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { submissions = null, completions = null, flags = null, submitted = null }) => ({
        ...base,
        kind: "ioUring",
        submissions,
        completions,
        flags,
        submitted: flags?.includes(polledByKernel) === true ? null : submitted,
    }),
    events: {
        ioUringCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read-write" }],
            says: (event) => {
                const { submissions = null, completions = null, flags = [] } = event.newObject;
                const made = `${nameOf(event)} made ${event.object}: descriptor ${event.fd}, with ${roomText({ submissions, completions })}`;
                return said(`${made}${flags.length === 0 ? "" : `, ${firstOf(flags)}`}.`, `From here on ${ringBlindSpot}.`);
            },
        },
        ioUringEntered: {
            becomes(ring, { submitted }) {
                if (ring.submitted !== null) ring.submitted += submitted;
            },
            says: (event, _ring, look) =>
                said(
                    `${callText(event, event.fd)} ${enteredText(event, look.name(event.object))}.`,
                    event.submitted === 0 ? null : "Which ones stands in shared memory, and is not seen.",
                ),
        },
        ioUringRegistered: {
            becomes(ring, { byIndex }) {
                if (byIndex) ring.submitted = null;
            },
            says: (event, _ring, look) =>
                said(`${callText(event, event.fd)} did ${event.operation} with ${look.name(event.object)}, count ${event.count}.`),
        },
    },
    awaited,
    json: ({ submissions, completions, flags, submitted }) => ({ submissions, completions, flags, submitted }),
    remark: (ring) => `${[roomText(ring), ...(ring.flags ?? []), submittedText(ring)].join(", ")}; ${ringBlindSpot}`,
};
