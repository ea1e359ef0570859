/** ONC RPC, also called Sun RPC (RFC 5531): calls and replies with a transaction number, record marking over streams. */
import { programText } from "./oncRpcPrograms";
import type { Protocol, ProtocolMessage } from "./protocol";

const [callType, replyType, rpcVersion] = [0, 1, 2];
/** Of `struct call_body` up to the procedure, and the same of the shortest reply. */
const [callLength, replyLength] = [24, 12];
const longestVerifier = 400;
const lastFragment = 0x80000000;

/** `reject_stat` of a reply that was denied, `accept_stat` of one that was accepted. */
const denials: readonly string[] = ["another version of RPC is wanted", "who called is not known"];
const acceptances: readonly (string | null)[] = [
    null,
    "no such program",
    "no such version",
    "no such procedure",
    "its arguments cannot be read",
    "the server failed",
];

function recognise(beginning: Uint8Array): ProtocolMessage | null {
    if (beginning.length < replyLength) return null;
    const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
    const transaction = `0x${view.getUint32(0).toString(16)}`;
    switch (view.getUint32(4)) {
        case callType:
            if (beginning.length < callLength || view.getUint32(8) !== rpcVersion) return null;
            return { role: "call", transaction, what: programText(view.getUint32(12), view.getUint32(16), view.getUint32(20)) };
        case replyType: {
            const failure = failureOf(view);
            return failure === undefined ? null : { role: "reply", transaction, failure };
        }
        default:
            return null;
    }
}

/** Undefined: it is no reply. */
function failureOf(view: DataView): string | null | undefined {
    const [accepted, denied] = [0, 1];
    const status = view.getUint32(8);
    if (status === denied) return view.byteLength < 16 ? undefined : denials[view.getUint32(12)];
    // The status stands behind the server's verifier.
    if (status !== accepted || view.byteLength < 20) return undefined;
    const place = 20 + Math.ceil(view.getUint32(16) / 4) * 4;
    if (view.getUint32(16) > longestVerifier) return undefined;
    return place + 4 > view.byteLength ? null : acceptances[view.getUint32(place)];
}

export const oncRpc: Protocol = {
    name: "ONC RPC",
    looksAt: 24 + longestVerifier,
    recognise,
    framing: {
        headLength: 4,
        frame(head) {
            const mark = new DataView(head.buffer, head.byteOffset).getUint32(0);
            const length = mark & ~lastFragment;
            return length === 0 ? null : { length, continues: (mark & lastFragment) === 0 };
        },
    },
};
