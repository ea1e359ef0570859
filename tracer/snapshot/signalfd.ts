/** Signalfds: which signals they are for, by /proc/PID/fdinfo (proc_pid_fdinfo(5), signalfd_show_fdinfo in fs/signalfd.c). */
import type { Signalfd } from "../model/kinds/signalfd";
import { signalsIn } from "../model/signals";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";

const maskOfSignalfd = aboutDescriptions("link:anon_inode:[signalfd]", "info");

export const signalfdJudge: Judge<Signalfd> = {
    inquiries: [maskOfSignalfd],
    compare({ object: { signals }, held, snapshot, place }) {
        const kernel = held[0] === undefined ? undefined : readSignals(snapshot, held[0].kernel.class);
        if (kernel !== undefined) place.compare("signals", signals?.join(" ") ?? null, kernel.join(" "));
    },
    facts(snapshot, { class: subject }) {
        const signals = readSignals(snapshot, subject);
        return signals === undefined ? {} : { signals };
    },
};

/** By the class of its open file description. */
function readSignals(snapshot: KernelSnapshot, subject: number): readonly string[] | undefined {
    const answer = answerTo(snapshot, maskOfSignalfd, subject);
    const [, mask] = answer === undefined ? [] : (/^sigmask:\s*([0-9a-f]+)$/m.exec(new TextDecoder().decode(answer.bytes)) ?? []);
    return mask === undefined ? undefined : signalsIn(BigInt(`0x${mask}`));
}
