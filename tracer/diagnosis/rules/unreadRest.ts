import type { Wait } from "../../model/awaits";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { KernelObject } from "../../model/kindTypes";
import type { ConnectionAccepted, DataReceived } from "../../model/kinds/socket/events";
import type { BytesRead } from "../../model/owners/transfer";
import type { Process } from "../../model/owners/process";
import type { State } from "../../model/state";
import { callText, count, inPlace } from "../../model/words";
import type { SourceLocation } from "../../model/sourceLocation";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** Of a listening socket: what takes a connection. */
type LastRead = BytesRead | DataReceived | ConnectionAccepted;

interface Unread {
    readonly object: ObjectId;
    readonly of: "byte" | "connection";
    readonly amount: number;
}

/** With EPOLLET only what comes is reported: what was left unread is not reported again (epoll(7)). */
export const unreadRest: Rule = {
    id: "IPC061",
    title: "Edge-triggered, and a part was left unread",
    severity: "error",
    about: "sockets",
    watch() {
        /** Somebody has asked for EPOLLET: most programs never do. */
        let isUsed = false;
        const reads = new Map<ObjectId, Map<ProcessId, LastRead>>();
        /** seq of what came last. */
        const arrived = new Map<ObjectId, number>();
        const found = new Map<string, NewFinding>();
        function look(state: State): void {
            for (const process of state.processes.values()) {
                const [thread, ...others] = process.threads.values();
                const wait = thread?.call ?? null;
                if (wait === null || others.length > 0 || process.exit !== null) continue;
                for (const unread of leftUnread(state, wait)) {
                    const { object } = unread;
                    const read = reads.get(object)?.get(process.id);
                    if (read === undefined || (arrived.get(object) ?? 0) > read.seq) continue;
                    const key = `${process.id} ${object}`;
                    if (!found.has(key)) found.set(key, findingOf(process, wait, unread, read, wait.source ?? null));
                }
            }
        }
        function noteRead(event: LastRead): void {
            const object = event.kind === "connectionAccepted" ? event.listener : event.object;
            if (!isUsed || object === null) return;
            const ofObject = reads.get(object);
            if (ofObject === undefined) reads.set(object, new Map([[event.process, event]]));
            else ofObject.set(event.process, event);
            if (found.size > 0) found.delete(`${event.process} ${object}`);
        }
        return {
            quiet: look,
            on: {
                ...hears(["epollAdded", "epollModified"], ({ events }) => (isUsed ||= events.includes("EPOLLET"))).on,
                bytesRead: noteRead,
                dataReceived: noteRead,
                connectionAccepted: noteRead,
                bytesWritten({ object, seq }) {
                    if (isUsed) arrived.set(object, seq);
                },
                dataSent({ to, seq }) {
                    if (isUsed && to !== null) arrived.set(to, seq);
                },
                socketConnected({ listener, seq }) {
                    if (isUsed && listener !== null) arrived.set(listener, seq);
                },
            },
            findings({ state, unfinished }) {
                if (unfinished) look(state);
                return [...found.values()];
            },
        };
    },
};

/** Members of the set that is waited for of which something waits to be taken, and which are reported only when more comes. */
function leftUnread(state: State, { object: id, awaits }: Wait): readonly Unread[] {
    const epoll = id === null || awaits.what !== "readiness" ? undefined : state.objects.get(id);
    if (epoll?.kind !== "epoll") return [];
    return epoll.interests.flatMap(({ object, events, armed }) => {
        const isEdge = events.includes("EPOLLET") && events.includes("EPOLLIN") && armed === true;
        const unread = isEdge ? unreadOf(state.objects.get(object)) : null;
        return unread === null || unread.amount === 0 ? [] : [unread];
    });
}

function unreadOf(member: KernelObject | undefined): Unread | null {
    if (member?.kind === "socket" && member.stage === "listening") {
        return { object: member.id, of: "connection", amount: member.waiting.length };
    }
    const bytes = member !== undefined && "bytes" in member ? member.bytes : null;
    return member === undefined || bytes === null ? null : { object: member.id, of: "byte", amount: bytes };
}

function findingOf(
    { id: process }: Process,
    wait: Wait,
    { object, of, amount }: Unread,
    read: LastRead,
    source: SourceLocation | null,
): NewFinding {
    const [last, is, done] = of === "byte" ? ["read", "unread", "read"] : ["accept", "not accepted", "call accept"];
    return {
        certainty: "proven",
        message:
            `${process} waits in ${callText(wait, wait.fd)}${inPlace(source)}, while ${count(amount, of)} of ${object} ${amount === 1 ? "is" : "are"} ${is}: ` +
            `its last ${last}${inPlace(read.source)} has left ${amount === 1 ? "that" : "them"} there, and with EPOLLET it is not reported again. ` +
            `It has to ${done} until that fails with EAGAIN.`,
        process,
        object,
        locations: places(["cause", process, read.source], ["symptom", process, source]),
    };
}
