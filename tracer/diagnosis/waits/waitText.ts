/** Waits in the words of a finding. */
import { awaitedText } from "../../model/awaited";
import type { Holder } from "../../model/look";
import type { State } from "../../model/state";
import { callText, inPlace, list, placeText } from "../../model/words";
import type { Place } from "../finding";
import { places } from "../finding";
import type { Stuck } from "../../model/waitGraph/stuck";

/** "p2 waits in read(3) (leak.c:25): the pipe is empty; p1's descriptor 4 could still write (got by pipe at leak.c:9)". */
export function waitText(state: State, one: Pick<Stuck, "process" | "wait">): string {
    return `${whereText(one)}: ${awaitedText(state, one.wait)}`;
}

/** "p2 waits in read(3) (leak.c:25)", "p2 (thread 4243) waits in read(3) (leak.c:25)". */
export function whereText({ process, wait }: Pick<Stuck, "process" | "wait">): string {
    const thread = process.threads.size > 1 ? ` (thread ${wait.tid})` : "";
    return `${process.id}${thread} waits in ${callText(wait, wait.fd)}${inPlace(wait.source)}`;
}

/** Empty, or " Because of that, p1 waits in wait (leak.c:31)." */
export function victimsText(victims: readonly Stuck[]): string {
    return victims.length === 0 ? "" : ` Because of that, ${list(victims.map((one) => whereText(one)))}.`;
}

export function symptoms(waiting: readonly Pick<Stuck, "process" | "wait">[]): readonly Place[] {
    return places(...waiting.map(({ process, wait }) => ["symptom", process.id, wait.source] as const));
}

/** "descriptor 4, got by fork at leak.c:9". */
export function descriptorText({ fd, got }: Holder): string {
    if (got === null) return `descriptor ${fd}`;
    return `descriptor ${fd}, got by ${got.by}${got.source === null ? "" : ` at ${placeText(got.source)}`}`;
}
