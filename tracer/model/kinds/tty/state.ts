/** Terminals (tty(4)), and the two ends of a pseudoterminal (pty(7)). */
import type { ObjectId } from "../../identities";
import type { ObjectBase } from "../../kernelObject";
import type { Line } from "./line";

export interface Tty extends ObjectBase {
    readonly kind: "tty";
    /** Of a pseudoterminal whose master is traced: of the master its terminal, of the terminal its master. Null: none is known. */
    readonly otherEnd: ObjectId | null;
    /** Of a master whose other end is known: what is between the two. */
    readonly line: Line | null;
}
