import type { Wait } from "../../model/awaits";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { DataReceived } from "../../model/kinds/socket/events";
import type { BytesRead } from "../../model/owners/transfer";
import type { Process } from "../../model/owners/process";
import type { State } from "../../model/state";
import { callText, count, inPlace, placeText } from "../../model/words";
import type { SourceLocation } from "../../model/sourceLocation";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

type LastRead = BytesRead | DataReceived;

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
                for (const { object, bytes } of leftUnread(state, wait)) {
                    const read = reads.get(object)?.get(process.id);
                    if (read === undefined || (arrived.get(object) ?? 0) > read.seq) continue;
                    const key = `${process.id} ${object}`;
                    if (!found.has(key)) found.set(key, findingOf(process, wait, object, bytes, read, wait.source ?? null));
                }
            }
        }
        function noteRead(event: LastRead): void {
            if (!isUsed) return;
            const ofObject = reads.get(event.object);
            if (ofObject === undefined) reads.set(event.object, new Map([[event.process, event]]));
            else ofObject.set(event.process, event);
            if (found.size > 0) found.delete(`${event.process} ${event.object}`);
        }
        return {
            quiet: look,
            on: {
                ...hears(["epollAdded", "epollModified"], ({ events }) => (isUsed ||= events.includes("EPOLLET"))).on,
                bytesRead: noteRead,
                dataReceived: noteRead,
                bytesWritten({ object, seq }) {
                    if (isUsed) arrived.set(object, seq);
                },
                dataSent({ to, seq }) {
                    if (isUsed && to !== null) arrived.set(to, seq);
                },
            },
            findings({ state, unfinished }) {
                if (unfinished) look(state);
                return [...found.values()];
            },
        };
    },
};

/** Members of the set that is waited for which have bytes, and are reported only when more come. */
function leftUnread(state: State, { object: id, awaits }: Wait): readonly { readonly object: ObjectId; readonly bytes: number }[] {
    const epoll = id === null || awaits.what !== "readiness" ? undefined : state.objects.get(id);
    if (epoll?.kind !== "epoll") return [];
    return epoll.interests.flatMap(({ object, events, armed }) => {
        const member = state.objects.get(object);
        const bytes = member !== undefined && "bytes" in member ? member.bytes : null;
        const isEdge = events.includes("EPOLLET") && events.includes("EPOLLIN") && armed === true;
        return isEdge && bytes !== null && bytes > 0 ? [{ object, bytes }] : [];
    });
}

function findingOf(
    { id: process }: Process,
    wait: Wait,
    object: ObjectId,
    bytes: number,
    read: LastRead,
    source: SourceLocation | null,
): NewFinding {
    const last = read.source === undefined ? "its last read" : `its last read (${placeText(read.source)})`;
    return {
        certainty: "proven",
        message:
            `${process} waits in ${callText(wait, wait.fd)}${inPlace(source)}, while ${count(bytes, "byte")} of ${object} ${bytes === 1 ? "is" : "are"} unread: ` +
            `${last} has left them there, and with EPOLLET they are not reported again. It has to read until that fails with EAGAIN.`,
        process,
        object,
        locations: places(["cause", process, read.source], ["symptom", process, source]),
    };
}
