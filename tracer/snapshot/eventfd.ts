/** Eventfds: the counter, by /proc/PID/fdinfo (proc_pid_fdinfo(5), eventfd_show_fdinfo in fs/eventfd.c). */
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { Eventfd } from "../model/kinds/eventfd";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const counterOfEventfd = aboutDescriptions("link:anon_inode:[eventfd]", "info");

export const eventfdJudge: Judge<Eventfd> = {
    inquiries: [counterOfEventfd],
    compare({ object, held, snapshot, place }) {
        const reading = held[0] === undefined ? undefined : readEventfd(snapshot, held[0].kernel.class);
        if (reading === undefined) return;
        place.compare("counter", object.value, reading.count);
        if (reading.semaphore !== null) place.compare("semaphore", object.semaphore, reading.semaphore);
    },
    facts(snapshot, { class: subject }) {
        const semaphore = readEventfd(snapshot, subject)?.semaphore ?? null;
        return semaphore === null ? {} : { semaphore };
    },
};

export interface EventfdReading {
    readonly count: bigint;
    /** Unique in the machine; null where the kernel does not tell. */
    readonly id: number | null;
    /** EFD_SEMAPHORE; null where the kernel does not tell. */
    readonly semaphore: boolean | null;
}

/** By the class of its open file description; undefined when the kernel told nothing of it. */
export function readEventfd(snapshot: KernelSnapshot, subject: number): EventfdReading | undefined {
    const answer = answerTo(snapshot, counterOfEventfd, subject);
    if (answer === undefined) return undefined;
    const fields = new Map<string, string>();
    for (const [, key = "", value = ""] of new TextDecoder().decode(answer.bytes).matchAll(/^eventfd-(\w+):\s*([0-9a-f]+)$/gm)) {
        fields.set(key, value);
    }
    const count = fields.get("count");
    if (count === undefined) return undefined;
    const [id, semaphore] = [fields.get("id"), fields.get("semaphore")];
    return {
        count: BigInt(`0x${count}`),
        id: id === undefined ? null : Number(id),
        semaphore: semaphore === undefined ? null : semaphore === "1",
    };
}
