/** What is on its way in one direction of a socket. */
import { shortRemoteText } from "../../../tracer/model/kinds/socket/remoteCalls";
import { isStream, type Arrived, type Sending, type Socket } from "../../../tracer/model/kinds/socket/state";
import { bytesPreview } from "../../card/bytesPreview";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import { sourceLink } from "../../card/sourceLink";
import { byteRuns, type ByteRun } from "../pipe/pipeCard";

/** One direction. */
export interface Way {
    /** In the order in which they are received; a message is one of its own. */
    readonly runs: readonly ByteRun[];
    readonly moreRuns: number;
    /** "22 bytes", "3 messages", "empty", "not known" */
    readonly amount: string;
    /** Nothing more can go this way: "shut down", "closed". */
    readonly over: string | null;
}

const shownRuns = 3;
const previewBytes = 32;

export function incomingOf(object: Socket, peer: Socket | undefined): Way {
    const { shutRead, peerShutWrite, peerClosed } = object;
    const over = peerClosed ? "other end closed" : peerShutWrite ? "other end shut" : shutRead ? "shut" : null;
    const sending = peer?.sending.filter(({ to }) => to === object.id) ?? [];
    return wayOf(object, object.incoming, sending, object.accounted === null, over);
}

/** What stands in the other end's queue. */
export function outgoingOf(object: Socket, peer: Socket | undefined): Way {
    const { shutWrite, peerShutRead, peerClosed, id } = object;
    const over = peerClosed ? "other end closed" : shutWrite ? "shut" : peerShutRead ? "other end shut" : null;
    const own = peer?.incoming.filter(({ from }) => from === id || from === null) ?? [];
    const unknown = (peer === undefined && !peerClosed) || peer?.accounted === null;
    return wayOf(object, own, object.sending, unknown, over);
}

/** `sending`: sends that wait for room; how much of them is on its way is not known. */
function wayOf(object: Socket, arrived: readonly Arrived[], sending: readonly Sending[], unknown: boolean, over: string | null): Way {
    const stream = isStream(object) === true;
    const runs = [
        ...(stream ? byteRuns(arrived, shownRuns) : arrived.map(messageRun)),
        ...sending.filter(({ received }) => !received).map(sendingRun),
    ];
    const shown = runs.length <= shownRuns ? runs : runs.slice(0, shownRuns - 1);
    const bytes = arrived.reduce((sum, { length }) => sum + length, 0);
    const known = stream ? counted(bytes, "byte") : counted(arrived.length, "message");
    const amount = unknown || sending.length > 0 ? "not known" : arrived.length === 0 ? "empty" : known;
    return { runs: shown, moreRuns: runs.length - shown.length, amount, over };
}

function sendingRun({ process, source, offered, taken }: Sending): ByteRun {
    const text = `up to ${counted(offered - taken, "byte")}`;
    return { process, color: processColor(process), bytes: offered - taken, writes: 1, text, link: sourceLink(source) };
}

function messageRun({ process, source, data, length, remoteCalls }: Arrived): ByteRun {
    const text = data === null ? null : bytesPreview(data, previewBytes);
    return {
        process,
        color: process === null ? null : processColor(process),
        bytes: length,
        writes: 1,
        text: remoteCalls === undefined ? text : shortRemoteText(remoteCalls),
        link: sourceLink(source),
    };
}
