/** How the source has a call: the words that its events have beside the kernel's name. */
import { isUnsafeInHandlers } from "../model/signalSafety";
import type { DecodedCall } from "../syscalls/decodedCall";
import { detailsOf } from "../syscalls/details";
import { functionName } from "../syscalls/functionName";

export interface CallWords {
    readonly called?: string;
    readonly detail?: string;
    readonly library?: string;
}

const none: CallWords = {};

/** `onStack`: the function of the C library that the stack tells; of a call of a signal handler it is told, too, if it is not safe there. */
export function callWords(call: DecodedCall, onStack: string | undefined, isInHandler: boolean): CallWords {
    if (call.row.calledFromLibrary === true && onStack !== undefined && onStack !== "syscall") return { called: onStack };
    const called = functionName(call);
    const detail = detailsOf(call);
    const library = isInHandler && onStack !== undefined && isUnsafeInHandlers(onStack) ? onStack : undefined;
    if (called === undefined && detail === undefined && library === undefined) return none;
    return { ...(called !== undefined && { called }), ...(detail !== undefined && { detail }), ...(library !== undefined && { library }) };
}
