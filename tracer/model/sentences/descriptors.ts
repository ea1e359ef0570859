/** Sentences about descriptors, open file descriptions and objects. */
import type * as events from "../../events/event";
import { tableOf } from "../descriptorTable";
import { isPipe } from "../objects";
import type { State } from "../state";
import { callText, count, descriptors, objectName, said, type Sentence } from "./words";

export function descriptorOpened(event: events.DescriptorOpened, state: State): Sentence {
    const text = `${event.call ?? "open"} returned descriptor ${event.fd} for ${objectName(state, event.object)}.`;
    const access = { "read": "It can be read.", "write": "It can be written.", "read-write": "It can be read and written." }[
        event.description.access
    ];
    return said(text, isLowest(state, event.process, event.fd) ? `${event.fd} was the lowest free descriptor. ${access}` : access);
}

export function descriptorInherited(event: events.DescriptorInherited, state: State): Sentence {
    return said(`Descriptor ${event.fd} of ${event.process} was open already: ${objectName(state, event.object)}.`);
}

export function descriptorDuplicated(event: events.DescriptorDuplicated, state: State): Sentence {
    const shared = descriptorsWith(state, event.process, event.description);
    const together = `${descriptors(shared)} of ${event.process} now share one open file description`;
    const consequence = consequenceOf(event, state);
    const explanation = consequence === null ? `${together}.` : `${together}: ${consequence}.`;
    if (event.call === "dup2" || event.call === "dup3") {
        return said(`${event.call}(${event.fd}, ${event.newFd}) made ${event.newFd} stand for the same as ${event.fd}.`, explanation);
    }
    const lowest = event.call === "dup" && isLowest(state, event.process, event.newFd) ? ", the lowest free descriptor" : "";
    return said(`${callText(event.call ?? "dup", event.fd)} returned ${event.newFd}${lowest}.`, explanation);
}

/** Programs read descriptor 0 and print to 1 and 2 without knowing what those are. */
function consequenceOf(event: events.DescriptorDuplicated, state: State): string | null {
    const object = state.objects.get(event.object);
    if (object === undefined || event.newFd > 2) return null;
    const place = objectName(state, event.object);
    if (event.newFd === 0) return isPipe(object) ? `what it reads comes out of ${place}` : `what it reads comes from ${place}`;
    const what = event.newFd === 1 ? "what it prints" : "its error messages";
    const goes = event.newFd === 1 ? "goes" : "go";
    return isPipe(object) ? `${what} ${goes} into ${place}` : `${what} ${goes} to ${place}`;
}

export function descriptorClosed(event: events.DescriptorClosed, state: State): Sentence {
    const text =
        event.cause === "dup2"
            ? `${event.call ?? "dup2"} closed descriptor ${event.fd} first.`
            : event.cause === "closeRange"
              ? `close_range closed descriptor ${event.fd}.`
              : state.objects.has(event.object)
                ? `close(${event.fd}) closed a descriptor of ${objectName(state, event.object)}.`
                : `close(${event.fd}) closed the descriptor.`;
    const description = state.descriptions.get(event.description);
    if (description !== undefined) {
        return said(
            text,
            `The open file description stays: ${count(description.references, "descriptor")} still refer${description.references === 1 ? "s" : ""} to it.`,
        );
    }
    return said(text, `It was the last descriptor of its open file description. ${lastEnd(event.object, state)}`.trimEnd());
}

function lastEnd(id: string, state: State): string {
    const object = state.objects.get(id);
    if (object === undefined) return id.startsWith("pipe") ? "The pipe is gone too." : "";
    if (!isPipe(object)) return "";
    if (object.writers === 0 && object.readers > 0) {
        return `Nobody can write to ${objectName(state, id)} any more: once it is empty, a read returns end of file.`;
    }
    return object.readers === 0 && object.writers > 0
        ? `Nobody can read ${objectName(state, id)} any more: who writes to it gets SIGPIPE.`
        : "";
}

export function descriptorFlagsChanged(event: events.DescriptorFlagsChanged): Sentence {
    return said(`Descriptor ${event.fd} of ${event.process} ${event.closeOnExec ? "will be closed" : "stays open"} at exec.`);
}

export function statusFlagsChanged(event: events.StatusFlagsChanged, state: State): Sentence {
    const flags = event.statusFlags.length === 0 ? "no status flags" : event.statusFlags.join(" ");
    return said(`The open file description ${event.description} now has ${flags}.`, sharedBy(state, event.description));
}

export function offsetChanged(event: events.OffsetChanged, state: State): Sentence {
    return said(
        `${callText(event.call ?? "lseek", event.fd)} moved the offset in ${objectName(state, event.object)} to ${event.offset ?? "an unknown place"}.`,
        sharedBy(state, event.description),
    );
}

function sharedBy(state: State, description: string): string | null {
    const references = state.descriptions.get(description)?.references ?? 0;
    return references > 1 ? `It holds for all ${references} descriptors that share this open file description.` : null;
}

export function descriptorTableUnshared(event: events.DescriptorTableUnshared): Sentence {
    return said(`${event.process} now has a descriptor table of its own.`);
}

export function pipeCreated(event: events.PipeCreated): Sentence {
    const { readEnd, writeEnd } = event;
    return said(
        `${event.call ?? "pipe"} made ${event.object}: descriptor ${readEnd.fd} reads, descriptor ${writeEnd.fd} writes.`,
        `What is written to ${writeEnd.fd} can be read from ${readEnd.fd}, in the same order.`,
    );
}

export function capacityChanged(event: events.CapacityChanged): Sentence {
    return said(`${event.object} now has room for ${count(event.capacity, "byte")}.`);
}

export function fifoCreated(event: events.FifoCreated, state: State): Sentence {
    return said(
        `${event.call ?? "mkfifo"} made ${objectName(state, event.object)}.`,
        "It is a name in the file system; its buffer exists while somebody has it open.",
    );
}

export function fileRemoved(event: events.FileRemoved, state: State): Sentence {
    const remains = state.objects.has(event.object) ? "Whoever has it open can go on using it." : null;
    return said(`The name ${event.path} was removed.`, remains);
}

export function fileRenamed(event: events.FileRenamed): Sentence {
    return said(`${event.path} is now called ${event.newPath}.`);
}

export function fileTruncated(event: events.FileTruncated, state: State): Sentence {
    return said(`${objectName(state, event.object)} is now ${count(event.size, "byte")} long.`);
}

/** open, dup and pipe give out the lowest number that is free (open(2)). */
function isLowest(state: State, process: string, fd: number): boolean {
    const numbers = tableOf(state, process)?.descriptors;
    if (numbers === undefined) return false;
    for (let below = 0; below < fd; below++) {
        if (!numbers.has(below)) return false;
    }
    return true;
}

function descriptorsWith(state: State, process: string, description: string): readonly number[] {
    const all = [...(tableOf(state, process)?.descriptors.values() ?? [])];
    return all.filter((descriptor) => descriptor.description === description).map((descriptor) => descriptor.fd);
}
