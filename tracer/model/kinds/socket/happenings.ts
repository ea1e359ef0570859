/** The events of sockets: what each does and how it is told. */
import { amountText, callText, count, nameOf, quoted, said } from "../../words";
import type { Kind } from "../kind";
import {
    accept,
    acceptReaches,
    connect,
    connectArrives,
    connectReaches,
    forget,
    leaveQueue,
    listen,
    otherShutDown,
    shutDown,
} from "./connections";
import type { Credentials, DataReceived, DataSent, SocketEvent } from "./events";
import { remoteText } from "./remoteCalls";
import { fillText, whyEnd } from "./sentences";
import { isConnectionOriented, typeText, type Socket, type SocketFacts } from "./state";
import { arrive, finishSending, receive, receiveReaches, sendReaches, takeOffered } from "./traffic";

/** Bytes of a protocol that is recognised say more in words. */
function contentText({ remoteCalls, messages, data, length }: DataSent | DataReceived, sending: boolean): string {
    if (remoteCalls !== undefined) return `: ${remoteText(remoteCalls, sending)}`;
    return messages === undefined ? quoted(data, length) : `: ${messages.join("; ")}`;
}

const credentialsText = ({ pid, uid, gid }: Credentials): string => `process ${pid} (user ${uid}, group ${gid})`;
const at = (name: string | null): string => (name === null || name === "" ? "" : ` (${name})`);

export const socketEvents: Kind<Socket, SocketFacts, SocketEvent>["events"] = {
    socketCreated: {
        opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, access: "read-write", statusFlags }],
        says: (event, object) =>
            said(
                `${nameOf(event, "socket")} made ${event.object}, a ${object === undefined ? "socket" : typeText(object)}: descriptor ${event.fd}.`,
                "It has no name yet, and no other end.",
            ),
    },
    socketPairCreated: {
        opens: ({ oneEnd, otherEnd, newPeer }) => [
            { ...oneEnd, access: "read-write" },
            { ...otherEnd, access: "read-write", of: newPeer.id },
        ],
        says: ({ oneEnd, otherEnd, object, newPeer, ...event }) =>
            said(
                `${nameOf(event, "socketpair")} made ${object} (descriptor ${oneEnd.fd}) and ${newPeer.id} (descriptor ${otherEnd.fd}), connected to each other.`,
                "What is sent through one is received from the other, both ways.",
            ),
    },
    socketBound: {
        becomes(socket, { local, path, seq }) {
            socket.local = local;
            socket.path = path ?? null;
            socket.boundAt = seq;
            if (socket.stage === "created") socket.stage = "bound";
        },
        reaches: {
            whom: ({ peer }) => (peer === null ? [] : [peer]),
            becomes(other, { local }) {
                other.remote = local;
            },
        },
        says: (event) => said(`${nameOf(event, "bind")} gave ${event.object} the name ${event.local ?? "that was asked for"}.`),
    },
    socketListening: {
        becomes: listen,
        says: (event, object) =>
            said(
                `${nameOf(event, "listen")} made ${event.object}${at(object?.local ?? null)} a listening socket, with a backlog of ${event.backlog}.`,
                "Connections wait in its queue until somebody accepts them. No data go through it.",
            ),
    },
    connectionBegun: {
        becomes(socket, { remote, listener }) {
            socket.stage = "connecting";
            socket.connectsTo = listener;
            socket.remote = remote;
            // The kernel has chosen one.
            if (socket.local === "") socket.local = null;
            // There may be a connection already, with an end that is not known to be this one's.
            forget(socket);
        },
        says: (event) =>
            said(`${nameOf(event, "connect")} has begun to connect ${event.object} to ${event.remote}, and did not wait for it.`),
    },
    socketConnected: {
        becomes: connect,
        reaches: { whom: connectReaches, becomes: connectArrives },
        says(event, object) {
            const { peer, listener, remote } = event;
            const call = nameOf(event, "connect");
            if (object !== undefined && isConnectionOriented(object) === false) {
                if (remote === "" && object.family === "AF_NETLINK") {
                    return said(`${call} made the kernel the receiver of what is sent through ${event.object}.`);
                }
                if (remote === "") return said(`${call} took the receiver from ${event.object}.`);
                return said(
                    `${call} made ${peer ?? remote ?? "another socket"}${peer === null ? "" : at(remote)} the receiver of what is sent through ${event.object}.`,
                );
            }
            const whom = listener === null ? (remote ?? "its other end") : `${listener}${at(remote)}`;
            const queued =
                peer === null
                    ? "The other end is not known."
                    : `The other end is ${peer}, a new socket${event.joined === true ? "" : "; it waits in the queue until it is accepted, but data can be sent already"}.`;
            return said(`${call} connected ${event.object} to ${whom}.`, queued);
        },
    },
    connectionAccepted: {
        opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, access: "read-write", statusFlags }],
        becomes: accept,
        reaches: { whom: acceptReaches, becomes: leaveQueue },
        says(event, object) {
            const peer = object?.peer ?? event.peer;
            const from = peer === null ? "Who is at the other end is not known." : `Its other end is ${peer}${at(event.remote)}.`;
            const listener = event.listener === null ? "The listening socket" : event.listener;
            return said(
                `${nameOf(event, "accept")} returned descriptor ${event.fd} for ${event.object}, a new socket.`,
                `${from} ${listener} goes on listening.`,
            );
        },
    },
    socketShutdown: {
        becomes: shutDown,
        reaches: { whom: ({ peer }) => (peer === null ? [] : [peer]), becomes: otherShutDown },
        says(event) {
            const ways = { SHUT_RD: "reading", SHUT_WR: "writing", SHUT_RDWR: "both ways" }[event.how];
            const whom = event.peer ?? "Who reads at the other end";
            const what =
                event.how === "SHUT_RD"
                    ? null
                    : `${whom} finds the end when all is received. It holds for all descriptors of ${event.object}.`;
            return said(`${nameOf(event, "shutdown")} shut ${event.object} down for ${ways}.`, what);
        },
    },
    dataSent: {
        becomes: finishSending,
        reaches: { whom: sendReaches, becomes: arrive },
        says(event, _object, look) {
            const to =
                event.to === null ? (event.address ?? `the other end of ${event.object}`) : `${event.to}${at(event.address ?? null)}`;
            const from = event.from === undefined ? "" : ` from ${look.name(event.from)}`;
            const what = event.message ? `a message of ${count(event.length, "byte")}` : amountText(event.length, event.asked);
            const band = event.outOfBand === true ? ", the last of them out of band," : "";
            const all = event.taken === true || (event.before === event.length && event.length > 0);
            const as = event.credentials === undefined ? "" : ` as ${credentialsText(event.credentials)}`;
            return said(
                `${callText(event, event.fd, "send")} sent ${what}${band}${from} to ${to}${as}${contentText(event, true)}.`,
                all ? "It has been received already." : null,
            );
        },
    },
    dataReceived: {
        becomes: receive,
        reaches: { whom: receiveReaches, becomes: takeOffered },
        says(event, object) {
            const call = callText(event, event.fd, "recv");
            if (event.endOfFile === true) return said(`${call} returned 0: end of file.`, (object && whyEnd(object)) ?? null);
            const verb = event.peeked === true ? "looked at" : "received";
            const from = event.from ?? event.address ?? null;
            const what = event.message ? `a message of ${count(event.length, "byte")}` : amountText(event.length, event.asked);
            const lost = event.lost === undefined ? "" : `${count(event.lost, "byte")} of the message did not fit and are lost. `;
            const band = event.outOfBand === true ? ", out of band" : "";
            const sender = event.credentials === undefined ? "" : `, sent by ${credentialsText(event.credentials)}`;
            return said(
                `${call} ${verb} ${what}${band}${from === null ? "" : ` from ${from}`}${sender} at ${event.object}${contentText(event, false)}.`,
                `${lost}${(object && fillText(object)) ?? ""}`.trim() || null,
            );
        },
    },
    socketOptionSet: {
        becomes(socket, { option, value }) {
            socket.options.set(option, value);
        },
        says: (event) => said(`${nameOf(event, "setsockopt")} set ${event.option} of ${event.object} to ${event.value}.`),
    },
};
