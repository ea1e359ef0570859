/** Waits in the words of a finding. */
import { awaitedText } from "../../model/awaited";
import type { Holder } from "../../model/look";
import type { State } from "../../model/state";
import { callText, inPlace, list, placeText } from "../../model/words";
import type { Place } from "../finding";
import { places } from "../finding";
import type { Stuck } from "./stuck";
import type { WaitSources } from "./waitSources";

/** "p2 waits in read(3) (leak.c:25): the pipe is empty; p1's descriptor 4 could still write (got by pipe at leak.c:9)". */
export function waitText(state: State, sources: WaitSources, one: Pick<Stuck, "process" | "wait">): string {
    return `${whereText(state, sources, one)}: ${awaitedText(state, one.wait)}`;
}

/** "p2 waits in read(3) (leak.c:25)". */
export function whereText(state: State, sources: WaitSources, { process, wait }: Pick<Stuck, "process" | "wait">): string {
    const source = sources.of(wait.tid, state.at);
    return `${process.id} waits in ${callText(wait, wait.fd)}${inPlace(source)}`;
}

/** Empty, or " Because of that, p1 waits in wait (leak.c:31)." */
export function victimsText(state: State, sources: WaitSources, victims: readonly Stuck[]): string {
    return victims.length === 0 ? "" : ` Because of that, ${list(victims.map((one) => whereText(state, sources, one)))}.`;
}

export function symptoms(state: State, sources: WaitSources, waiting: readonly Stuck[]): readonly Place[] {
    return places(...waiting.map(({ process, wait }) => ["symptom", process.id, sources.of(wait.tid, state.at)] as const));
}

/** "descriptor 4, got by fork at leak.c:9". */
export function descriptorText({ fd, got }: Holder): string {
    if (got === null) return `descriptor ${fd}`;
    return `descriptor ${fd}, got by ${got.by}${got.source === null ? "" : ` at ${placeText(got.source)}`}`;
}
