/** Real-time signals wait in a queue, in order and with their values: compared with PTRACE_PEEKSIGINFO (ptrace(2), sigqueue(3)). */
import type { PendingSignal } from "../model/owners/signalState";
import { bitOf, isQueued, noSignals, signalName, type SignalSet } from "../model/signals";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { queuedSignals } from "./inquiry";
import type { TallyPlace } from "./tally";

export const queueInquiries = [queuedSignals("own"), queuedSignals("process")] as const;
const [ofThread, ofProcess] = queueInquiries;

/** `doubtful`: those of which the model does not claim to know. */
export interface Queue {
    readonly whose: "thread" | "process";
    readonly pending: readonly PendingSignal[] | null;
    readonly doubtful: SignalSet;
}

/** Nothing is compared where the kernel was not asked, or could not tell since the thread is not stopped. */
export function compareQueue(snapshot: KernelSnapshot, tid: number, { whose, pending, doubtful }: Queue, place: TallyPlace): void {
    const answer = answerTo(snapshot, whose === "thread" ? ofThread : ofProcess, tid);
    if (answer === undefined || answer.error !== 0 || answer.bytes.length >= mostPeeked * informationLength) return;
    const view = new DataView(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.length);
    const kernel = Array.from({ length: answer.result }, (_, index) => queuedAt(view, index * informationLength));
    const compared = ({ signal }: Queued): boolean => isQueued(signal) && (bitOf(signal) & doubtful) === noSignals;
    const told = (queue: readonly Queued[]): string => queue.filter(compared).sort(bySignal).map(queuedText).join(", ");
    place.compare(`queued for the ${whose}`, pending === null ? null : told(pending), told(kernel));
}

type Queued = Pick<PendingSignal, "signal" | "value">;

/** siginfo_t on x86-64, of which the engine asks for so many. */
const [informationLength, mostPeeked] = [128, 32];
/** SI_QUEUE, SI_TIMER, SI_MESGQ: they carry a value. */
const [queueCode, messageQueueCode] = [-1, -3];

function queuedAt(view: DataView, place: number): Queued {
    const code = view.getInt32(place + 8, true);
    const carries = code <= queueCode && code >= messageQueueCode;
    return { signal: signalName(view.getInt32(place, true)), value: carries ? view.getBigInt64(place + 24, true) : null };
}

/** Those of one signal stay in their order. */
function bySignal(one: Queued, other: Queued): number {
    return one.signal < other.signal ? -1 : one.signal === other.signal ? 0 : 1;
}

function queuedText({ signal, value }: Queued): string {
    return value === null ? signal : `${signal} ${BigInt.asIntN(64, value)}`;
}
