/** Messages of sendmmsg(2) and recvmmsg(2), as the `messages` operation captures them (docs/trace-format.md, "Capture"). */
import type { Capture } from "../trace/record";

export interface VectorMessage {
    /** `msg_flags`. */
    readonly flags: number;
    /** `msg_len`: after the call, what it returned for this message. */
    readonly length: number;
    /** `struct sockaddr`; empty: it has none. */
    readonly name: Uint8Array;
    readonly bytes: Uint8Array;
    /** How many bytes there were without the payload cap. */
    readonly fullLength: number;
}

const headLength = 20;

/** In their order. What a damaged capture does not hold in full is left out. */
export function vectorMessages(capture: Capture | undefined): readonly VectorMessage[] {
    const bytes = capture?.bytes ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const messages: VectorMessage[] = [];
    for (let place = 0; place + headLength <= bytes.length;) {
        const name = place + headLength;
        const data = name + view.getUint32(place + 8, true);
        const end = data + view.getUint32(place + 12, true);
        if (end > bytes.length) break;
        messages.push({
            flags: view.getUint32(place, true),
            length: view.getUint32(place + 4, true),
            name: bytes.subarray(name, data),
            bytes: bytes.subarray(data, end),
            fullLength: view.getUint32(place + 16, true),
        });
        place = end;
    }
    return messages;
}
