/** What is known of a System V message queue at one moment. */
import type { ObjectBase } from "../../kernelObject";
import type { ProcessId } from "../../identities";
import type { SourceLocation } from "../../sourceLocation";
import type { KeySource } from "../systemVKey";

/** A message in the queue, or on its way into it. */
export interface Message {
    /** seq of its messageSent event, or of the callBlocked event of a send that has not returned; null: older than the trace. */
    readonly sent: number | null;
    readonly process: ProcessId | null;
    readonly tid: number;
    readonly source: SourceLocation | null;
    /** mtype, positive. */
    readonly type: bigint;
    /** Bytes of mtext. */
    readonly length: number;
    /** The bytes as far as they were captured; null: none were. */
    readonly data: Uint8Array | null;
    /** A receiver was seen to have it before its sender was seen to return. */
    readonly received: boolean;
    /** Sent while another send was under way: which of their messages stands first is not known. */
    readonly concurrent: boolean;
}

/** Who made the last call of a kind, and when. */
export interface LastUse {
    /**
     * The process; of a receiver to whom the kernel handed a message while it waited, the thread, since the kernel notes that
     * (ipc/msg.c, pipelined_send). Null: one of several that were under way at once.
     */
    readonly pid: number | null;
    readonly process: ProcessId | null;
    /** Seconds since the start of the trace. */
    readonly time: number;
}

export interface Wanted {
    /** msgtyp: 0 is the first message, a positive number the first of that type, a negative one the first of the lowest type ≤ its absolute value. */
    readonly type: bigint;
    /** MSG_EXCEPT: the first of any other type. */
    readonly except: boolean;
}

/** A receiver of which nobody knows which message it got (`doubts.ts`). */
export interface Doubt {
    /** `sent` of the messages of which it got one. */
    readonly among: readonly number[];
    readonly wanted: Wanted;
    /** Threads that were receiving when it returned, and have not returned: they may have got one of these before. */
    readonly rivals: readonly number[];
}

export interface MessageQueue extends ObjectBase {
    readonly kind: "messageQueue";
    /** As msgget(2) got it; 0 is IPC_PRIVATE. */
    readonly key: number;
    /** Null: it is IPC_PRIVATE, or not known. */
    readonly keySource: KeySource | null;
    /** msqid, the kernel's number. */
    readonly number: number;
    /** In the order in which they were sent; those from before the trace are not among them. */
    readonly messages: readonly Message[];
    /** Sends that have not returned: they wait for room, or are just about to put the message into the queue. */
    readonly sending: readonly Message[];
    /** Threads that wait in msgrcv(2), since no message in the queue was one for them. */
    readonly receivers: readonly number[];
    /** Receivers that got one of several messages, which are still among `messages` and `sending`. */
    readonly doubts: readonly Doubt[];
    /** Bytes of all messages (msg_cbytes); null: unknown, as long as there are doubts, too. */
    readonly bytes: number | null;
    /** msg_qbytes; null: unknown. */
    readonly limit: number | null;
    /** Null: nobody, or unknown for a queue that is older than the trace. */
    readonly lastSender: LastUse | null;
    readonly lastReceiver: LastUse | null;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
}
