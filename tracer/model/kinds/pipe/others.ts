/** Whose descriptors could end a wait at a pipe, by name. */
import type { Wait } from "../../awaits";
import { byDescriptor, nobody, unknownEnders, type Enders } from "../../ender";
import type { ObjectBase } from "../../kernelObject";
import type { Holder, Look } from "../../look";
import type { End } from "../../openFlags";
import { firstOf, placeText } from "../../words";
import { isFullFor } from "./room";
import type { PipeOrFifo } from "./state";

/**
 * "p3's descriptor 4 could still write (got by fork at leak.c:9)"; the waiter's own stand first, since only it can close
 * them. Null: nobody holds one.
 */
export function whoCould(pipe: PipeOrFifo, end: End, wait: Wait, look: Look): string | null {
    const waiter = look.waiting(pipe.id).find(({ tid }) => tid === wait.tid)?.process;
    const all = look.holders(pipe.id, end);
    const [first, ...more] = [...all.filter(({ process }) => process === waiter), ...all.filter(({ process }) => process !== waiter)];
    if (first === undefined) return null;
    const verb = end === "write" ? "could still write" : "could read";
    const named = ({ process, fd }: Holder): string => `${process}'s ${process === waiter ? "own " : ""}descriptor ${fd}`;
    if (more.length === 0) return `${named(first)} ${verb}${inBrackets("got by ", first)}`;
    return `${firstOf([first, ...more].map((holder) => `${named(holder)}${inBrackets("", holder)}`))} ${verb}`;
}

/** Who holds the end at which a wait can be ended. */
export function endersOfBuffer({ id, inherited }: ObjectBase, { awaits }: Wait, look: Look): Enders {
    if (awaits.what !== "input" && awaits.what !== "room") return unknownEnders;
    const end = awaits.what === "input" ? "write" : "read";
    const known = look.holders(id, end).map(byDescriptor);
    if (look.isInFlight(id, end)) return { known, others: "whoever receives the descriptor that a message carries" };
    return { known, others: inherited ? null : nobody };
}

/** Where nobody holds the other end, a call on a pipe does not wait any longer (pipe(7)). */
export function endersOfPipe(pipe: PipeOrFifo, wait: Wait, look: Look): Enders {
    const isOver = wait.awaits.what === "input" ? (pipe.bytes ?? 0) > 0 : !isFullFor(pipe, wait);
    const enders = endersOfBuffer(pipe, wait, look);
    return isOver || (enders.known.length === 0 && enders.others === nobody) ? unknownEnders : enders;
}

/** " (fork at leak.c:9)". */
function inBrackets(words: string, { got }: Holder): string {
    if (got === null) return "";
    return ` (${words}${got.by}${got.source === null ? "" : ` at ${placeText(got.source)}`})`;
}
