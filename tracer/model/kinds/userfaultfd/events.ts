/** What happens to a userfaultfd: ioctl_userfaultfd(2), and the messages that a read brings. */
import type { EventBase } from "../../eventBase";
import type { DescriptionId, ObjectId } from "../../identities";
import type { FaultReason, NewUserfaultfd, ReadFault } from "./state";

interface OfUserfaultfd extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

/** userfaultfd(2), or USERFAULTFD_IOC_NEW of /dev/userfaultfd. */
export interface UserfaultfdCreated extends OfUserfaultfd {
    readonly kind: "userfaultfdCreated";
    readonly newObject: NewUserfaultfd;
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** UFFDIO_API. */
export interface UserfaultfdEnabled extends OfUserfaultfd {
    readonly kind: "userfaultfdEnabled";
    readonly features: readonly string[];
}

/** UFFDIO_REGISTER. */
export interface UserfaultfdRegistered extends OfUserfaultfd {
    readonly kind: "userfaultfdRegistered";
    readonly address: bigint;
    readonly length: bigint;
    readonly reasons: readonly FaultReason[];
}

/** UFFDIO_UNREGISTER; who waits there is woken. */
export interface UserfaultfdUnregistered extends OfUserfaultfd {
    readonly kind: "userfaultfdUnregistered";
    readonly address: bigint;
    readonly length: bigint;
}

/** A request changed pages, and woke who waits for them. */
export interface UserfaultfdResolved extends OfUserfaultfd {
    readonly kind: "userfaultfdResolved";
    /** "UFFDIO_COPY" */
    readonly request: string;
    readonly address: bigint;
    readonly length: bigint;
    /** False: it left that to UFFDIO_WAKE. */
    readonly wakes: boolean;
    /** UFFDIO_WRITEPROTECT: the pages are protected now. */
    readonly protects?: true;
    /** So many of the faults that were read. */
    readonly resolved: number;
}

/** A request whose argument was not captured. */
export interface UserfaultfdUnfollowed extends OfUserfaultfd {
    readonly kind: "userfaultfdUnfollowed";
    /** "UFFDIO_REGISTER" */
    readonly request: string;
}

export type FaultMessage =
    | ({ readonly what: "fault" } & ReadFault)
    /** A process that has the memory has forked: the child's faults come by the descriptor. */
    | { readonly what: "fork"; readonly fd: number }
    | { readonly what: "remap"; readonly from: bigint; readonly to: bigint; readonly length: bigint }
    /** madvise(2) gave the pages back: the next who touches them faults again. */
    | { readonly what: "remove"; readonly address: bigint; readonly length: bigint }
    | { readonly what: "unmap"; readonly address: bigint; readonly length: bigint };

/** read(2). */
export interface UserfaultfdRead extends OfUserfaultfd {
    readonly kind: "userfaultfdRead";
    readonly messages: readonly FaultMessage[];
    /** What follows was not captured. */
    readonly truncated?: true;
}

/** A descriptor that came with a message, for the faults of a child. */
export interface UserfaultfdForked extends OfUserfaultfd {
    readonly kind: "userfaultfdForked";
    readonly newObject: NewUserfaultfd;
    /** The one of the parent. */
    readonly from: ObjectId;
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

export type UserfaultfdEvent =
    | UserfaultfdCreated
    | UserfaultfdEnabled
    | UserfaultfdRegistered
    | UserfaultfdUnregistered
    | UserfaultfdResolved
    | UserfaultfdUnfollowed
    | UserfaultfdRead
    | UserfaultfdForked;
