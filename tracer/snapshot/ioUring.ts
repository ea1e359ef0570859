/** Rings: their sizes and how much was submitted, by /proc/PID/fdinfo (io_uring_show_fdinfo in io_uring/fdinfo.c, since Linux 5.19). */
import type { IoUring } from "../model/kinds/ioUring";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const stateOfRing = aboutDescriptions("link:anon_inode:[io_uring]", "info");

export const ioUringJudge: Judge<IoUring> = {
    inquiries: [stateOfRing],
    compare({ object, held, snapshot, place }) {
        const kernel = held[0] === undefined ? undefined : readRing(snapshot, held[0].kernel.class);
        if (kernel === undefined) return;
        place.compare("submissions that fit", object.submissions, kernel.submissions);
        place.compare("completions that fit", object.completions, kernel.completions);
        // The kernel counts in 32 bits.
        place.compare("submitted", object.submitted === null ? null : object.submitted % 2 ** 32, kernel.submitted);
    },
    facts(snapshot, { class: subject }) {
        const kernel = readRing(snapshot, subject);
        return kernel === undefined ? {} : { submissions: kernel.submissions, completions: kernel.completions };
    },
};

interface RingReading {
    readonly submissions: number;
    readonly completions: number;
    readonly submitted: number;
}

/** By the class of its open file description. */
function readRing(snapshot: KernelSnapshot, subject: number): RingReading | undefined {
    const answer = answerTo(snapshot, stateOfRing, subject);
    if (answer === undefined) return undefined;
    const text = new TextDecoder().decode(answer.bytes);
    const [submissions, completions, submitted] = ["SqMask", "CqMask", "CachedSqHead"].map((name) => numberOf(text, name));
    if (submissions === undefined || completions === undefined || submitted === undefined) return undefined;
    return { submissions: submissions + 1, completions: completions + 1, submitted };
}

/** Hexadecimal with 0x before it, or decimal. */
function numberOf(text: string, name: string): number | undefined {
    const value = new RegExp(`^${name}:\\s*(\\S+)$`, "m").exec(text)?.[1];
    return value === undefined ? undefined : Number(value);
}
