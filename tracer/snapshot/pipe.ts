/** Pipes and FIFOs: how many bytes are in them, which bytes, the capacity, and who holds their ends (pipe(7)). */
import { commonBytes, escapeBytes } from "../model/bytes";
import type { PipeOrFifo } from "../model/kinds/pipe/state";
import { accessMode, endsOf, statusFlagNames, type End } from "../model/openFlags";
import type { State } from "../model/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelDescriptor, KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import { aboutDescriptions, fcntl, ioctl } from "./inquiry";
import type { Judge } from "./judge";
import type { TallyPlace } from "./tally";

const contentAtMost = 65536;
const bytesInPipe = aboutDescriptions("fifo", ioctl("FIONREAD", 4));
const capacityOfPipe = aboutDescriptions("fifo", fcntl("F_GETPIPE_SZ"));
const contentOfPipe = aboutDescriptions("fifo", `tee ${contentAtMost}`);

export const pipeJudge: Judge<PipeOrFifo> = {
    inquiries: [bytesInPipe, capacityOfPipe, contentOfPipe],
    compare({ object, held, snapshot, state, place }) {
        const reading = readPipe(snapshot, new Set(held.map(({ kernel }) => kernel.class)));
        // Some call keeps it locked, or a descriptor differs, which has been reported already.
        if (reading === undefined) return place.unknown();
        compareContent(object, reading, place);
        compareEnds(object, held, state, place);
    },
    facts(snapshot, { class: subject }) {
        const reading = readPipe(snapshot, [subject]);
        return reading === undefined ? {} : { capacity: reading.capacity };
    },
};

export interface PipeReading {
    readonly bytes: number;
    readonly capacity: number;
    /** The first 64 KiB of what waits; null when no descriptor that can read could be borrowed. */
    readonly content: Uint8Array | null;
}

/** By one of the classes of its open file descriptions; undefined when the kernel told nothing of it, or a call keeps it locked. */
export function readPipe(snapshot: KernelSnapshot, classes: Iterable<number>): PipeReading | undefined {
    let reading: PipeReading | undefined;
    for (const subject of classes) {
        const bytes = answerTo(snapshot, bytesInPipe, subject)?.bytes;
        const capacity = answerTo(snapshot, capacityOfPipe, subject)?.result;
        if (bytes?.length !== 4 || capacity === undefined) continue;
        const content = answerTo(snapshot, contentOfPipe, subject)?.bytes ?? null;
        const count = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true);
        if (reading === undefined || content !== null) reading = { bytes: count, capacity, content };
        if (content !== null) break;
    }
    return reading;
}

function compareContent(pipe: PipeOrFifo, kernel: PipeReading, place: TallyPlace): void {
    place.compare("capacity", pipe.capacity, kernel.capacity);
    if (!place.compare("bytes in it", pipe.bytes, kernel.bytes) || pipe.bytes === null) return;
    const { content } = kernel;
    if (content === null) return;
    let next = 0;
    for (const segment of pipe.segments) {
        const offset = next;
        next += segment.length;
        // Which of several writes at the same time came first is not known.
        if (segment.concurrent) {
            place.unknown();
            continue;
        }
        const ours = segment.data ?? new Uint8Array();
        const known = Math.min(ours.length, Math.max(0, content.length - offset));
        const theirs = content.subarray(offset, offset + known);
        const common = commonBytes(ours, theirs);
        if (common === known) {
            place.compare("its bytes", known, common);
        } else {
            place.compare(`bytes from ${offset + common}`, beginning(ours.subarray(common)), beginning(theirs.subarray(common)));
        }
        if (known < segment.length) place.unknown();
    }
}

function beginning(bytes: Uint8Array): string {
    return `"${escapeBytes(bytes.subarray(0, 20))}"${bytes.length > 20 ? "…" : ""}`;
}

/**
 * A pipe's readers and writers are the open file descriptions with that access, not the descriptors. Of those that only a message
 * in flight has, the account does not tell.
 */
function compareEnds(pipe: PipeOrFifo, held: readonly Matched[], state: State, place: TallyPlace): void {
    const inFlight = [...state.descriptions.values()].filter(({ object, references }) => object === pipe.id && references === 0);
    const onlyInFlight = (end: End): number => inFlight.filter((each) => endsOf(each).includes(end)).length;
    const classes = (end: End): number =>
        new Set(held.filter(({ kernel }) => endsOfKernel(kernel).includes(end)).map((one) => one.kernel.class)).size;
    place.compare("open file descriptions that read it", pipe.readers - onlyInFlight("read"), classes("read"));
    place.compare("open file descriptions that write it", pipe.writers - onlyInFlight("write"), classes("write"));
}

function endsOfKernel({ flags }: KernelDescriptor): readonly End[] {
    return endsOf({ access: accessMode(flags), statusFlags: statusFlagNames(flags) });
}
