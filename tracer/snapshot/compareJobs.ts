/** Compares process groups, sessions and terminals with /proc/PID/stat. */
import type { Process } from "../model/owners/process";
import type { State } from "../model/state";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { jobOfProcess } from "./kernelJob";
import type { TallyPlace } from "./tally";

export function compareJob(state: State, { pid, job }: Process, snapshot: KernelSnapshot, place: TallyPlace): void {
    const kernel = jobOfProcess(snapshot, pid);
    if (kernel === null) return;
    place.compare("process group", job.group, kernel.group);
    place.compare("session", job.session, kernel.session);
    if (kernel.terminal === null || job.terminal === null) {
        place.unknown();
        return;
    }
    place.compare("controlling terminal", job.terminal, kernel.terminal);
    if (job.terminal === false) return;
    place.compare("foreground process group", state.terminals.get(job.terminal)?.foreground ?? null, kernel.foreground);
}
