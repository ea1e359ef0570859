/** read(2), write(2) and their relatives at a socket: receive and send without flags. */
import type { OpenDescriptor } from "../descriptorLookup";
import type { CapturedPayload, ReturnedCall } from "../returnedCall";
import type { ObjectId } from "../../model/identities";
import { tellReceived, tellSent } from "./traffic";

/** Bytes that the kernel moved without a visit to the process's memory. */
export interface Moved {
    readonly length: number;
    readonly payload: CapturedPayload;
    readonly asked: number;
    /** The object that they came from. */
    readonly from: ObjectId;
}

export const socketBytes = {
    read(call: ReturnedCall, open: OpenDescriptor): void {
        const asked = call.has("count") ? call.size("count") : undefined;
        // Nothing asked for is nothing done (sock_read_iter in net/socket.c).
        if (asked === 0) {
            call.tellReturned();
            return;
        }
        const mayBeCut = asked === undefined || asked === call.result;
        tellReceived(call, open, { length: call.result, payload: call.payload("data", call.result), asked, mayBeCut });
    },
    written: (call: ReturnedCall, open: OpenDescriptor): void =>
        tellSent(call, open, { length: call.result, payload: call.payload("data", call.result), asked: call.asked("data") }),
    movedOut: (call: ReturnedCall, open: OpenDescriptor, { length, asked }: Moved): void =>
        tellReceived(call, open, { length, payload: {}, asked, mayBeCut: true }),
    movedInto: (call: ReturnedCall, open: OpenDescriptor, moved: Moved): void => tellSent(call, open, moved),
};
