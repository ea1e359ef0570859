/** It has become known of which terminal a master of a pseudoterminal is the other end (pty(7)). */
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { NewObjectBase } from "../kernelObject";
import type { TerminalName } from "./job";

export interface TerminalNamed extends EventBase {
    readonly kind: "terminalNamed";
    readonly fd: number;
    readonly object: ObjectId;
    readonly terminal: TerminalName;
    readonly otherEnd: ObjectId;
    /** The terminal, when nobody has been seen to have it. */
    readonly newPeer?: NewObjectBase & { readonly kind: "tty" };
    /** The master was opened in the trace: so far the terminal controls nobody. */
    readonly isNew?: true;
}
