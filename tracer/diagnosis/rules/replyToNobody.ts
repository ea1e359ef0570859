import type { ObjectId, ProcessId } from "../../model/identities";
import type { DataReceived, DataSent } from "../../model/kinds/socket/events";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

/** A datagram that went to a port of this machine at which no socket of the recording is, through the socket of a server. */
interface Misdirected {
    readonly reply: DataSent & { readonly address: string };
    /** What came through that socket last. */
    readonly request: DataReceived & { readonly from: ObjectId };
}

/** A reply belongs to the address that recvfrom(2) tells. That nobody is at another, the sender of a datagram does not learn (udp(7)). */
export const replyToNobody: Rule = {
    id: "IPC067",
    title: "A datagram went to an address where nobody is",
    severity: "error",
    about: "sockets",
    watch() {
        /** By the socket through which it came. */
        const requests = new Map<ObjectId, Misdirected["request"]>();
        /** By the socket that waits for an answer. */
        const misdirected = new Map<ObjectId, Misdirected>();
        return {
            on: {
                dataReceived(event) {
                    const { from, object } = event;
                    if (!event.message || event.peeked === true) return;
                    misdirected.delete(object);
                    if (from !== null && from !== object) requests.set(object, { ...event, from });
                },
                dataSent(event, before) {
                    if (!event.message || requests.size === 0) return;
                    if (event.to !== null) misdirected.delete(event.to);
                    const request = requests.get(event.object);
                    const { address } = event;
                    if (request === undefined || address === undefined || event.to !== null || event.among !== undefined) return;
                    const isNowhere = request.process === event.process && isLoopback(address) && !isAnybodyAt(before, address);
                    if (isNowhere) misdirected.set(request.from, { reply: { ...event, address }, request });
                },
            },
            findings: ({ state, unfinished }) => (unfinished ? [...misdirected].flatMap(([id, each]) => findingsOf(state, id, each)) : []),
        };
    },
};

/** What is sent there stays on this machine, and the recording may know who is there. */
function isLoopback(address: string): boolean {
    return /^(127\.\d+\.\d+\.\d+|\[::1\]):\d+$/.test(address);
}

function portOf(address: string | null): number {
    return Number(/:(\d+)$/.exec(address ?? "")?.[1] ?? 0);
}

/** A socket whose address is not known may have that one. */
function isAnybodyAt({ objects }: State, address: string): boolean {
    for (const object of objects.values()) {
        if (object.kind !== "socket" || object.type !== "SOCK_DGRAM" || object.family === "AF_UNIX") continue;
        if (object.local === null || portOf(object.local) === portOf(address)) return true;
    }
    return false;
}

function findingsOf(state: State, id: ObjectId, { reply, request }: Misdirected): readonly NewFinding[] {
    const waiting = waitsAt(state, id);
    if (waiting === null) return [];
    const { process, address, source, seq, fd, object } = reply;
    const own = state.objects.get(id);
    const asks = own?.kind === "socket" ? own.local : null;
    const at = asks === null || asks === "" ? "" : `, which is at ${asks}`;
    const swapped = portOf(asks) !== 0 && swap(portOf(address)) === portOf(asks) ? " That is its port with the bytes swapped: htons." : "";
    return [
        {
            certainty: "likely",
            message:
                `${callText(reply, fd)}${inPlace(source)} of ${process} went to ${address}, where no socket of the recording is.${swapped} ${waiting.process}${at}, ` +
                `waits for an answer${inPlace(waiting.source)}: ${process} had received its datagram${inPlace(request.source)}. A reply belongs to the address ` +
                "that recvfrom tells.",
            process: waiting.process,
            object,
            fd,
            at: seq,
            locations: places(["cause", process, source], ["symptom", waiting.process, waiting.source]),
        },
    ];
}

function swap(port: number): number {
    return ((port & 0xff) << 8) | (port >> 8);
}

/** Null: nobody. */
function waitsAt(state: State, id: ObjectId): { readonly process: ProcessId; readonly source: SourceLocation | null } | null {
    for (const { id: process, threads } of state.processes.values()) {
        for (const { call } of threads.values()) {
            if (call?.object === id && call.awaits.what === "input") return { process, source: call.source ?? null };
        }
    }
    return null;
}
