/** SCM_CREDENTIALS among the control messages (unix(7), cmsg(3)). */
import type { Credentials } from "../../model/kinds/socket/events";
import type { ReturnedCall } from "../returnedCall";

const [headLength, alignment] = [16, 8];
const [socketLevel, credentialsType, credentialsLength] = [1, 2, 12]; // SOL_SOCKET, SCM_CREDENTIALS, struct ucred

/** Undefined: none, or they were not captured. */
export function credentialsIn(call: ReturnedCall): Credentials | undefined {
    const bytes = call.capture("control")?.bytes;
    if (bytes === undefined) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + headLength <= bytes.length;) {
        const length = Number(view.getBigUint64(at, true));
        if (length < headLength || at + length > bytes.length) return undefined;
        const isOurs = view.getInt32(at + 8, true) === socketLevel && view.getInt32(at + 12, true) === credentialsType;
        if (isOurs && length >= headLength + credentialsLength) {
            const [pid, uid, gid] = [0, 4, 8].map((offset) => view.getUint32(at + headLength + offset, true));
            return { pid: pid ?? 0, uid: uid ?? 0, gid: gid ?? 0 };
        }
        at += Math.ceil(length / alignment) * alignment;
    }
    return undefined;
}
