/** What the catalogue of rules finds in the samples. The others are correct, or what is wrong with them cannot be known (docs/diagnosis.md). */
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import type { Moment } from "./recordedSample";

export const expectedFindings: Readonly<Record<string, readonly string[]>> = {
    broken_back_pressure: ["IPC001"],
    broken_big_message: ["IPC070", "IPC073"],
    broken_closed_member: ["IPC014", "IPC060"],
    broken_edge: ["IPC061"],
    broken_inherited_listener: ["IPC066"],
    broken_lock_lost: ["IPC042"],
    broken_half_close: ["IPC001"],
    broken_own_semaphore: ["IPC004"],
    broken_pause: ["IPC051"],
    broken_sigchld: ["IPC032"],
    broken_zombie: ["IPC033"],
    socket_datagrams: ["IPC026"],
};

/** Identifiers of rules, each once. */
export function findingsIn(moments: readonly Moment[]): readonly string[] {
    const diagnosis = new Diagnosis();
    for (const { event } of moments) diagnosis.see([event]);
    return [...new Set(diagnosis.findings().map(({ id }) => id))].toSorted((one, other) => one.localeCompare(other));
}
