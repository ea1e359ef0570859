/** Pidfds: the process's number, by /proc/PID/fdinfo (pidfd_open(2), pidfd_show_fdinfo in fs/pidfs.c). */
import type { Pidfd } from "../model/kinds/pidfd";
import type { State } from "../model/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const numberOfPidfd = aboutDescriptions("link:anon_inode:[pidfd]", "info");

export const pidfdJudge: Judge<Pidfd> = {
    inquiries: [numberOfPidfd],
    compare({ object, held, snapshot, state, place }) {
        const pid = held[0] === undefined ? undefined : readPid(snapshot, held[0].kernel.class);
        if (pid !== undefined) place.compare("pid", pid === object.pid && isReapedUnseen(object, state) ? null : pidOf(object, state), pid);
    },
    facts(snapshot, { class: subject }) {
        const pid = readPid(snapshot, subject);
        return pid === undefined || pid <= 0 ? {} : { pid };
    },
};

/** Its parent is not traced (init, say): nobody sees when it waits for it. */
function isReapedUnseen({ process }: Pidfd, state: State): boolean {
    const known = process === null ? undefined : state.processes.get(process);
    return known?.state === "exited" && known.parent === null;
}

/** As long as it is not reaped it has its number, then -1; null: not known. */
function pidOf({ process, pid, thread }: Pidfd, state: State): number | null {
    const known = process === null ? undefined : state.processes.get(process);
    if (known === undefined || (thread && pid !== known.pid && known.exit === null && !known.threads.has(pid ?? 0))) return null;
    return known.state === "exited" ? -1 : pid;
}

/** By the class of its open file description. */
function readPid(snapshot: KernelSnapshot, subject: number): number | undefined {
    const answer = answerTo(snapshot, numberOfPidfd, subject);
    const [, pid] = answer === undefined ? [] : (/^Pid:\s*(-?\d+)$/m.exec(new TextDecoder().decode(answer.bytes)) ?? []);
    return pid === undefined ? undefined : Number(pid);
}
