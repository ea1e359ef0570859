/** Remote procedure calls that a socket's messages are (tracer/protocols): which have been made, how often, and what was answered. */
import type { RemoteCall, RemoteMessage } from "./remoteMessage";
import type { MutableSocket, Socket } from "./state";

const keptAtMost = 64;

export function remoteCall(socket: Pick<Socket, "calls">, transaction: string): RemoteCall | undefined {
    return socket.calls.findLast((call) => call.transaction === transaction);
}

type Counted = "sent" | "arrived" | "answered" | "replies";

/** One more of those that the messages are. Replies to calls that nobody knows count for nothing. */
export function noteRemote(
    client: MutableSocket,
    messages: readonly RemoteMessage[] | undefined,
    role: RemoteMessage["role"],
    event: Noted,
): void {
    for (const { protocol, transaction, what, role: own } of messages ?? []) {
        if (own !== role) continue;
        const known = remoteCall(client, transaction);
        const counted: Counted = role === "call" ? (event.sending ? "sent" : "arrived") : event.sending ? "answered" : "replies";
        const first = counted === "sent" ? event.seq : null;
        if (known !== undefined) {
            const next = { ...known, first: known.first ?? first, [counted]: known[counted] + 1 };
            client.calls = client.calls.map((call) => (call === known ? next : call));
        } else if (role === "call") {
            const fresh = { protocol, transaction, what, first, sent: 0, arrived: 0, answered: 0, replies: 0, [counted]: 1 };
            client.calls = [...client.calls, fresh].slice(-keptAtMost);
        }
    }
}

export interface Noted {
    readonly seq: number;
    /** Else it has come. */
    readonly sending: boolean;
}

/** "ONC RPC call 0x2a, GETPORT of the port mapper (version 2), sent for the 2nd time" */
export function remoteText(messages: readonly RemoteMessage[], sending: boolean): string {
    return messages.map((message) => oneText(message, sending)).join("; ");
}

function oneText({ protocol, role, transaction, what, times, calls, failure }: RemoteMessage, sending: boolean): string {
    const again = times === null || times < 2 ? "" : `, ${sending ? "sent" : "which has come"} for the ${ordinal(times)} time`;
    if (role === "call") return `${protocol} call ${transaction}, ${what}${again}`;
    const why = failure === null ? "" : `, which was refused: ${failure}`;
    const often = sending && calls !== null && calls > 1 ? `, which had come ${calls} times` : "";
    return `the reply to ${protocol} call ${transaction}, ${what}${often}${why}${again}`;
}

/** "call 0x2a again", for a place where there is little room. */
export function shortRemoteText(messages: readonly RemoteMessage[]): string {
    return messages
        .map(({ role, transaction, times }) => `${role} ${transaction}${times === null || times < 2 ? "" : " again"}`)
        .join(", ");
}

/** The last call that has no reply yet. */
export function awaitedCall({ calls }: Pick<Socket, "calls">): RemoteCall | undefined {
    return calls.findLast(({ replies }) => replies === 0);
}

function ordinal(number: number): string {
    const ending = number % 100 > 10 && number % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
    return `${number}${ending}`;
}

/** Calls without a reply, in words: "ONC RPC call 0x2a, GETPORT …, was sent 2 times and is not answered". */
export function unansweredTexts({ calls }: Pick<Socket, "calls">): readonly string[] {
    return calls
        .filter(({ replies }) => replies === 0)
        .map(
            ({ protocol, transaction, what, sent }) =>
                `${protocol} call ${transaction}, ${what}, was sent ${sent === 1 ? "once" : `${sent} times`} and is not answered`,
        );
}

/** Calls that came to the server more than once, in words. */
export function repeatedTexts({ calls }: Pick<Socket, "calls">): readonly string[] {
    return calls
        .filter(({ replies, arrived }) => replies > 0 && arrived > 1)
        .map(
            ({ protocol, transaction, what, arrived, replies }) =>
                `${protocol} call ${transaction}, ${what}, has come ${arrived} times; ${replies} ${replies === 1 ? "reply" : "replies"}`,
        );
}
