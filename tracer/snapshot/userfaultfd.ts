/** Userfaultfds: what is enabled, and how many faults wait, by /proc/PID/fdinfo (userfaultfd_show_fdinfo in fs/userfaultfd.c). */
import type { Userfaultfd } from "../model/kinds/userfaultfd/state";
import { featureBits } from "../model/kinds/userfaultfd/features";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const stateOfUserfaultfd = aboutDescriptions("link:anon_inode:[userfaultfd]", "info");

export const userfaultfdJudge: Judge<Userfaultfd> = {
    inquiries: [stateOfUserfaultfd],
    compare({ object, held, snapshot, place }) {
        const kernel = held[0] === undefined ? undefined : readState(snapshot, held[0].kernel.class);
        if (kernel === undefined) return;
        const { features, faults, complete } = object;
        place.compare("enabled", features === null ? null : features !== "off", kernel.enabled);
        if (features !== null && features !== "off") place.compare("features", featureBits(features), kernel.features);
        // Who was called away by a signal waits no more, and nothing tells of it.
        if (!complete || kernel.read < faults.length) place.unknown();
        else place.compare("faults read and not resolved", faults.length, kernel.read);
    },
};

interface Reading {
    readonly enabled: boolean;
    readonly features: number;
    /** Threads that wait, and whose messages were read. */
    readonly read: number;
}

/** UFFD_FEATURE_INITIALIZED, which stands among the features of the context. */
const initialized = 0x8000_0000;

/** By the class of its open file description. */
function readState(snapshot: KernelSnapshot, subject: number): Reading | undefined {
    const answer = answerTo(snapshot, stateOfUserfaultfd, subject);
    const text = answer === undefined ? "" : new TextDecoder().decode(answer.bytes);
    const [, pending, total, bits] = /^pending:\s*(\d+)\ntotal:\s*(\d+)\nAPI:\s*[0-9a-f]+:([0-9a-f]+):/m.exec(text) ?? [];
    if (pending === undefined || total === undefined || bits === undefined) return undefined;
    const all = parseInt(bits, 16);
    return { enabled: all >= initialized, features: all % initialized, read: Number(total) - Number(pending) };
}
