/** What is said of descriptors that keep a pipe or a connection open although they serve nobody. */
import { tablesOf } from "../../model/owners/lookups";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { list, placeText } from "../../model/words";
import { places } from "../finding";
import type { NewFinding } from "../rule";
import type { Tied } from "./knotWatch";
import { descriptorText, symptoms, victimsText, whereText } from "./waitText";

export function heldEndFinding({ state, knot, tie }: Tied<"own"> | Tied<"kept">): NewFinding {
    const { waiter, ends } = tie;
    const { process, wait } = waiter;
    const victims = [...knot.members, ...knot.victims].filter((one) => one !== waiter);
    const source = wait.source ?? null;
    const what = wait.object ?? "it";
    const never = wait.awaits.what === "room" ? "never fails with EPIPE" : "never comes to the end of file";
    const holders = ends.map((end) => `${end.process}'s ${end.process === process.id ? "own " : ""}${descriptorText(end)},`);
    const keep = ends.length === 1 ? "keeps" : "keep";
    return {
        certainty: waiter.certainty,
        message:
            `${list(holders)} ${keep} ${what} open, and nobody else has that end: ${whereText(waiter)} and ${never}.` +
            `${victimsText(victims)} ${adviceFor(tie, source === null ? null : placeText(source))}`,
        process: process.id,
        ...(wait.object !== null && { object: wait.object }),
        ...(ends[0] !== undefined && { fd: ends[0].fd }),
        ...missingClose(state, tie, source),
        locations: [...places(...ends.map((end) => ["cause", end.process, end.got?.source] as const)), ...symptoms([waiter, ...victims])],
    };
}

/** Only the process that waits has the end, by one descriptor: its close belongs before the wait. */
function missingClose(
    state: State,
    { is, ends, waiter: { wait } }: Tied<"own">["tie"] | Tied<"kept">["tie"],
    before: SourceLocation | null,
): Pick<NewFinding, "mend"> {
    const [end] = ends;
    if (is !== "own" || ends.length !== 1 || end === undefined || end.fd === wait.fd || before === null) return {};
    const process = state.processes.get(end.process);
    const descriptors = process === undefined ? [] : tablesOf(state, process).flatMap(({ descriptors: each }) => each.get(end.fd) ?? []);
    const [descriptor] = descriptors;
    const object = state.objects.get(state.descriptions.get(descriptor?.description ?? "")?.object ?? "");
    const got = descriptor?.got ?? null;
    if (got === null || got.source === null || descriptor?.since !== object?.since) return {};
    return { mend: { end: wait.awaits.what === "room" ? "read" : "write", before, made: got.source } };
}

function adviceFor({ is, ends, waiter: { wait } }: Tied<"own">["tie"] | Tied<"kept">["tie"], place: string | null): string {
    if (is === "own" && ends.every(({ fd }) => fd === wait.fd)) {
        return "Opened for reading only (O_RDONLY), it would not keep itself from the end of file.";
    }
    const closes = list([...new Set(ends.map(({ process, fd }) => `close(${fd}) in ${process}`))]);
    if (is === "own") return `${closes} belongs before ${place ?? "the wait"}.`;
    return `${closes} belongs after the fork, or the descriptor is to have close-on-exec if a program is executed.`;
}
