/**
 * What the primary of a cluster does for a worker that asks for a server: as soon as it has read the question, it makes a socket that listens; later
 * it hands on what that accepts. No listener of the program hears of the question, and none gets such a socket, so that nothing else can have begun
 * this.
 */
import type { Event } from "../model/event";
import type { ObjectId, ProcessId } from "../model/identities";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";
import { clusterQuery } from "../protocols/channelText";

interface Served {
    readonly primary: ProcessId;
    readonly source: SourceLocation;
}

const answers = /^(socket|setsockopt|bind|listen)$/;
const reads = /^(read|readv|recvmsg|recvfrom|recvmmsg)$/;

export class ClusterQueries {
    /** By threads whose last read brought nothing but questions: the line that began this read, that is, the channel's. */
    private readonly asked = new Map<number, SourceLocation>();
    /** Sockets that listen for workers, and what these have accepted. */
    private readonly served = new Map<ObjectId, Served>();

    /** `isBehindRead`: it is done before the thread goes on from its last read. */
    lineOf(event: Event, isBehindRead: boolean): SourceLocation | undefined {
        const { tid, process, call } = event;
        if (event.kind === "descriptorPassed") {
            const served = this.served.get(event.object);
            return served?.primary === process ? served.source : undefined;
        }
        return isBehindRead && call !== undefined && answers.test(call) ? this.asked.get(tid) : undefined;
    }

    /** `state`: after the event. */
    learn(event: Event, state: State): void {
        const { tid, call, begunAt } = event;
        if (isQuery(event) && begunAt !== undefined) this.asked.set(tid, begunAt);
        else if (this.asked.has(tid) && call !== undefined && reads.test(call) && !isOfFile(event, state)) this.asked.delete(tid);
        this.learnOfServed(event);
    }

    private learnOfServed(event: Event): void {
        const { tid, process, begunAt } = event;
        if (event.kind === "socketCreated" && begunAt !== undefined && begunAt === this.asked.get(tid)) {
            this.served.set(event.object, { primary: process, source: begunAt });
        } else if (event.kind === "connectionAccepted") {
            const server = event.listener === null ? undefined : this.served.get(event.listener);
            if (server?.primary === process) this.served.set(event.object, server);
        } else if (event.kind === "descriptorClosed" && this.served.get(event.object)?.primary === process) {
            this.served.delete(event.object);
        }
    }
}

function isQuery(event: Event): boolean {
    const messages = event.kind === "dataReceived" ? (event.messages ?? []) : [];
    return messages.length > 0 && messages.every((message) => message === clusterQuery);
}

/** A library reads how the system is set up; a stream is never one. */
function isOfFile(event: Event, state: State): boolean {
    return "object" in event && event.object !== null && state.objects.get(event.object)?.kind === "file";
}
