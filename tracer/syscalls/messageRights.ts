/** Descriptors that go or came with messages, as the `rights` operation captures them (docs/trace-format.md, "Capture"). */
import type { Capture } from "../trace/record";

export interface MessageRight {
    readonly fd: number;
    /** Which of the messages of sendmmsg(2) or recvmmsg(2) has it, from 0. */
    readonly message: number;
    /** As the `object` operation stores them; empty when the kernel did not tell. */
    readonly facts: Uint8Array;
}

const headLength = 8;

/** In the order of the control messages. What a damaged capture does not hold in full is left out. */
export function messageRights(capture: Capture | undefined): readonly MessageRight[] {
    const bytes = capture?.bytes ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const rights: MessageRight[] = [];
    for (let place = 0; place + headLength <= bytes.length;) {
        const end = place + headLength + view.getUint16(place + 6, true);
        if (end > bytes.length) break;
        rights.push({
            fd: view.getInt32(place, true),
            message: view.getUint16(place + 4, true),
            facts: bytes.subarray(place + headLength, end),
        });
        place = end;
    }
    return rights;
}
