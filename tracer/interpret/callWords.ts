/** How the source has a call: the words that its events have beside the kernel's name. */
import type { DecodedCall } from "../syscalls/decodedCall";
import { detailsOf } from "../syscalls/details";
import { functionName } from "../syscalls/functionName";

export interface CallWords {
    readonly called?: string;
    readonly detail?: string;
}

/** `onStack`: the function of the C library that the stack tells. */
export function callWords(call: DecodedCall, onStack: string | undefined): CallWords {
    if (call.row.calledFromLibrary === true && onStack !== undefined && onStack !== "syscall") return { called: onStack };
    const called = functionName(call);
    const detail = detailsOf(call);
    return { ...(called !== undefined && { called }), ...(detail !== undefined && { detail }) };
}
