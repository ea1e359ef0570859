/** A POSIX message queue as it stands in the state (mq_overview(7)). */
import type { ProcessId } from "../../identities";
import type { ObjectBase } from "../../kernelObject";
import type { SourceLocation } from "../../sourceLocation";

/** A message in the queue, or on its way into it. */
export interface PosixMessage {
    /** seq of its messageSent event, or of the callBlocked event of a send that has not returned. */
    readonly sent: number;
    readonly process: ProcessId;
    readonly tid: number;
    readonly source: SourceLocation | null;
    readonly priority: number;
    readonly length: number;
    /** The bytes as far as they were captured; null: none were. */
    readonly data: Uint8Array | null;
    /** A receiver was seen to have it before its sender was seen to return. */
    readonly received: boolean;
    /** Sent while another send of this priority was under way: which of their messages stands first is not known. */
    readonly concurrent: boolean;
    /** Of one on its way: the queue was full when it was to be sent. */
    readonly waited: boolean;
}

/** Who is to be told when a message comes into the empty queue, and how (mq_notify(3)). */
export interface Notification {
    readonly process: ProcessId;
    readonly pid: number;
    readonly how: "signal" | "thread" | "nothing";
    /** The number of the signal; 0: none. */
    readonly signal: number;
}

export interface PosixMessageQueue extends ObjectBase {
    readonly kind: "posixMessageQueue";
    /** mq_maxmsg: how many messages it can hold; null: unknown. */
    readonly limit: number | null;
    /** mq_msgsize: how long each may be; null: unknown. */
    readonly messageSize: number | null;
    /** In the order in which they will be received: the highest priority first, the oldest of it first. */
    readonly messages: readonly PosixMessage[];
    /** It may hold messages from before the trace, too. */
    readonly older: boolean;
    /** Sends that have not returned: they wait for room, or are just about to put the message into the queue. */
    readonly sending: readonly PosixMessage[];
    /** Threads that wait in mq_receive(3), since the queue was empty. */
    readonly receivers: readonly number[];
    /** Null: unknown. */
    readonly notification: Notification | "none" | null;
    /** Who was told, or is still to be told, since it is unknown whether a message found the queue empty; null: nobody in doubt. */
    readonly perhapsTold: Notification | null;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
}

/** Absent: unknown. */
export interface PosixMessageQueueFacts {
    readonly limit?: number;
    readonly messageSize?: number;
}
