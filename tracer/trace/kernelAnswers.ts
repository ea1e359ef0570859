/** Looking up what the kernel answered. */
import type { KernelAnswer, KernelSnapshot } from "./kernelSnapshot";

type AnswersByInquiry = ReadonlyMap<string, ReadonlyMap<number, readonly KernelAnswer[]>>;

const known = new WeakMap<KernelSnapshot, AnswersByInquiry>();
const none: readonly KernelAnswer[] = [];

/** All answers to that inquiry about that subject: several when it was repeated with an index, or stands twice among the inquiries. */
export function answersTo(snapshot: KernelSnapshot, inquiry: string, subject: number): readonly KernelAnswer[] {
    let answers = known.get(snapshot);
    if (answers === undefined) known.set(snapshot, (answers = byInquiry(snapshot)));
    return answers.get(inquiry)?.get(subject) ?? none;
}

/** The first answer; undefined when that was not asked, or when the kernel refused. */
export function answerTo(snapshot: KernelSnapshot, inquiry: string, subject: number): KernelAnswer | undefined {
    const [first] = answersTo(snapshot, inquiry, subject);
    return first?.error === 0 ? first : undefined;
}

function byInquiry({ answers }: KernelSnapshot): AnswersByInquiry {
    const all = new Map<string, Map<number, KernelAnswer[]>>();
    for (const answer of answers) {
        let subjects = all.get(answer.inquiry);
        if (subjects === undefined) all.set(answer.inquiry, (subjects = new Map<number, KernelAnswer[]>()));
        const given = subjects.get(answer.subject);
        if (given === undefined) subjects.set(answer.subject, [answer]);
        else given.push(answer);
    }
    return all;
}
