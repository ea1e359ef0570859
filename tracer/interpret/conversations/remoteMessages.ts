/** Messages of protocols among what a socket sends or receives; of calls and replies with what is known of their other halves. */
import { remoteCall } from "../../model/kinds/socket/remoteCalls";
import type { RemoteMessage } from "../../model/kinds/socket/remoteMessage";
import { isStream, type Socket } from "../../model/kinds/socket/state";
import type { Interpretation } from "../interpretation";
import type { Found } from "./streamScanner";

interface Moved {
    readonly data?: Uint8Array | undefined;
    readonly length: number;
}

/** As the events of a socket carry them. */
export interface Recognised {
    readonly remoteCalls?: readonly RemoteMessage[];
    readonly messages?: readonly string[];
}

/** `other`: the socket at the other end, where that is known. */
export function recognised(
    { conversations }: Interpretation,
    socket: Socket,
    other: Socket | null,
    way: "out" | "in",
    { data, length }: Moved,
): Recognised {
    const found = isStream(socket) === true ? conversations.inStream(socket.id, way, data, length) : conversations.inMessage(data);
    const remoteCalls = found.flatMap((each) => messageOf(each, socket, other, way) ?? []);
    const messages = found.flatMap(({ message }) => (message.role === "message" ? [message.what] : []));
    return { ...(remoteCalls.length > 0 && { remoteCalls }), ...(messages.length > 0 && { messages }) };
}

/** A reply is one only if its call is known. */
function messageOf({ protocol, message }: Found, socket: Socket, other: Socket | null, way: "out" | "in"): RemoteMessage | undefined {
    if (message.role === "message") return undefined;
    const { role, transaction } = message;
    const client = (role === "call") === (way === "out") ? socket : other;
    const known = client === null ? undefined : remoteCall(client, transaction);
    const base = { protocol: protocol.name, transaction, call: known?.first ?? null };
    if (message.role === "call") {
        const before = way === "out" ? known?.sent : known?.arrived;
        return { ...base, role: "call", what: message.what, times: client === null ? null : (before ?? 0) + 1, calls: null, failure: null };
    }
    if (known === undefined) return undefined;
    const times = 1 + (way === "out" ? known.answered : known.replies);
    return { ...base, role: "reply", what: known.what, times, calls: known.arrived, failure: message.failure };
}
