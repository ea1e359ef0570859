/** Descriptors and the open file descriptions that they refer to: opened, duplicated, closed, their flags and offsets. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId, ProcessId } from "../identities";
import { kindOf, kindOfId } from "../kinds/kinds";
import type { NewObject } from "../kindTypes";
import type { Look } from "../look";
import { introduce } from "../objects";
import type { State } from "../state";
import { callText, descriptors, list, nameOf, said } from "../words";
import { sharersText } from "./sharers";
import { putDescriptor, removeDescriptor, setCloseOnExec } from "./changeTable";
import type { DescriptorClosed } from "./descriptorClosed";
import { tableOf } from "./lookups";
import { describe } from "./changeDescription";
import type { NewDescription } from "./openFileDescription";
import { lockText } from "./lock";
import type { OwnerEvents } from "./ownerEvent";
import { threadOf } from "./process";
import { madeBy } from "./provenance";
import type { StatusFlagsChanged, ToldBySignal } from "./statusFlags";

/** A descriptor that a thread has from now on. */
export interface Opened extends EventBase {
    readonly fd: number;
    readonly closeOnExec: boolean;
    /** A description seen before, or a new one. */
    readonly description: NewDescription;
    /** Present when the object is seen for the first time. */
    readonly newObject?: NewObject;
    readonly object: ObjectId;
}

export interface DescriptorOpened extends Opened {
    readonly kind: "descriptorOpened";
}

/** Found in the table when the trace began, or when it was first used. */
export interface DescriptorInherited extends Opened {
    readonly kind: "descriptorInherited";
}

export interface DescriptorDuplicated extends EventBase {
    readonly kind: "descriptorDuplicated";
    /** The old one. */
    readonly fd: number;
    readonly newFd: number;
    readonly closeOnExec: boolean;
    /** dup2 closed this first. */
    readonly replaced: boolean;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

export interface DescriptorFlagsChanged extends EventBase {
    readonly kind: "descriptorFlagsChanged";
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly object: ObjectId;
}

/** lseek(2). */
export interface OffsetChanged extends EventBase {
    readonly kind: "offsetChanged";
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    readonly offset: number | null;
}

export type DescriptorEvent =
    | DescriptorOpened
    | DescriptorInherited
    | DescriptorDuplicated
    | DescriptorClosed
    | DescriptorFlagsChanged
    | StatusFlagsChanged
    | ToldBySignal
    | OffsetChanged;

/** The table in which a thread's descriptors stand. */
export function tableIdOf(draft: Draft, event: EventBase): string | undefined {
    return threadOf(draft.now.processes.get(event.process), event.tid)?.table;
}

export function putOpened(draft: Draft, event: Opened): void {
    const table = tableIdOf(draft, event);
    if (event.newObject !== undefined) introduce(draft, event.newObject, event);
    if (table === undefined) return;
    describe(draft, event.description, event.seq);
    const { fd, closeOnExec, description, seq } = event;
    putDescriptor(draft, table, { fd, closeOnExec, description: description.id, since: seq, got: madeBy(event) });
}

export const accessTexts = { "read": "It can be read.", "write": "It can be written.", "read-write": "It can be read and written." };

/** Programs read descriptor 0 and print to 1 and 2 without knowing what those are. */
function consequenceOf(event: DescriptorDuplicated, state: State, look: Look): string | null {
    const object = state.objects.get(event.object);
    if (object === undefined || event.newFd > 2) return null;
    const flowsOn = kindOf(object).traits.buffers;
    const place = look.name(event.object);
    if (event.newFd === 0) return `what it reads comes ${flowsOn ? "out of" : "from"} ${place}`;
    const what = event.newFd === 1 ? "what it prints goes" : "its error messages go";
    return `${what} ${flowsOn ? "into" : "to"} ${place}`;
}

function closingText(event: DescriptorClosed, state: State, look: Look): string {
    if (event.cause === "dup2") return `${nameOf(event, "dup2")} closed descriptor ${event.fd} first.`;
    if (event.cause === "exec") return `${nameOf(event, "execve")} closed descriptor ${event.fd}, which had close-on-exec.`;
    if (event.cause === "closeRange") return `close_range closed descriptor ${event.fd}.`;
    const what = state.objects.has(event.object) ? `a descriptor of ${look.name(event.object)}` : "the descriptor";
    return `close(${event.fd}) closed ${what}.`;
}

/** Closing any descriptor of a file ends all record locks that the process has on it (fcntl(2)). */
function lostText({ process, locksLost }: DescriptorClosed): string {
    if (locksLost === undefined) return "";
    return ` With it ${process} lost ${list(locksLost.map(lockText))}: closing any descriptor of a file ends all of a process’s record locks on it.`;
}

function sharedBy(look: Look, description: DescriptionId): string | null {
    return look.references(description) > 1
        ? `It holds for all that share this open file description: ${sharersText(look, description)}.`
        : null;
}

/** open, dup and pipe give out the lowest number that is free (open(2)). */
function isLowest(state: State, { process, tid }: EventBase, fd: number): boolean {
    const numbers = tableOf(state, process, tid)?.descriptors;
    if (numbers === undefined) return false;
    for (let below = 0; below < fd; below++) {
        if (!numbers.has(below)) return false;
    }
    return true;
}

function descriptorsWith(state: State, process: ProcessId, tid: number, description: DescriptionId): readonly number[] {
    const all = [...(tableOf(state, process, tid)?.descriptors.values() ?? [])];
    return all.filter((descriptor) => descriptor.description === description).map((descriptor) => descriptor.fd);
}

export const descriptorEvents: OwnerEvents<DescriptorEvent> = {
    descriptorOpened: {
        becomes: putOpened,
        says(event, state, look) {
            const text = `${nameOf(event, "open")} returned descriptor ${event.fd} for ${look.name(event.object)}.`;
            const access = accessTexts[event.description.access];
            return said(text, isLowest(state, event, event.fd) ? `${event.fd} was the lowest free descriptor. ${access}` : access);
        },
    },
    descriptorInherited: {
        becomes: putOpened,
        telling: false,
        says: (event, _state, look) => said(`Descriptor ${event.fd} of ${event.process} was open already: ${look.name(event.object)}.`),
    },
    descriptorDuplicated: {
        becomes(draft, event) {
            const table = tableIdOf(draft, event);
            const { newFd, closeOnExec, description, seq } = event;
            if (table !== undefined) putDescriptor(draft, table, { fd: newFd, closeOnExec, description, since: seq, got: madeBy(event) });
        },
        says(event, state, look) {
            const { process, tid, fd, newFd } = event;
            const shared = descriptorsWith(state, process, tid, event.description);
            const together = `${descriptors(shared)} of ${process} now share one open file description`;
            const consequence = consequenceOf(event, state, look);
            const explanation = consequence === null ? `${together}.` : `${together}: ${consequence}.`;
            if (event.call === "dup2" || event.call === "dup3") {
                return said(`${event.call}(${fd}, ${newFd}) made ${newFd} stand for the same as ${fd}.`, explanation);
            }
            const lowest = event.call === "dup" && isLowest(state, event, newFd) ? ", the lowest free descriptor" : "";
            return said(`${callText(event, fd, "dup")} returned ${newFd}${lowest}.`, explanation);
        },
    },
    descriptorClosed: {
        becomes(draft, event) {
            const table = tableIdOf(draft, event);
            if (table !== undefined) removeDescriptor(draft, table, event.fd, event.seq);
        },
        says(event, state, look) {
            const text = closingText(event, state, look);
            const locks = lostText(event);
            const description = state.descriptions.get(event.description);
            if (description !== undefined) {
                const refer = description.references === 1 ? "still refers" : "still refer";
                return said(text, `The open file description stays: ${sharersText(look, event.description)} ${refer} to it.${locks}`);
            }
            const lost = kindOfId(event.object)?.released?.(state.objects.get(event.object), look) ?? null;
            return said(text, `It was the last descriptor of its open file description.${lost === null ? "" : ` ${lost}`}${locks}`);
        },
    },
    descriptorFlagsChanged: {
        becomes(draft, event) {
            const table = tableIdOf(draft, event);
            if (table !== undefined) setCloseOnExec(draft, table, event.fd, event.closeOnExec);
        },
        says: (event) => said(`Descriptor ${event.fd} of ${event.process} ${event.closeOnExec ? "will be closed" : "stays open"} at exec.`),
    },
    statusFlagsChanged: {
        becomes(draft, event) {
            const description = draft.description(event.description);
            if (description !== undefined) description.statusFlags = [...event.statusFlags];
        },
        says(event, _state, look) {
            const flags = event.statusFlags.length === 0 ? "no status flags" : event.statusFlags.join(" ");
            return said(`The open file description ${event.description} now has ${flags}.`, sharedBy(look, event.description));
        },
    },
    toldBySignal: {
        becomes(draft, event) {
            const description = draft.description(event.description);
            if (description !== undefined) description.signal = event.signal;
        },
        says({ description, signal }, _state, look) {
            const how = signal === null ? "SIGIO, which does not say where" : `${signal}, with the number of the descriptor`;
            return said(`What happens at ${description} is told by ${how} (F_SETSIG).`, sharedBy(look, description));
        },
    },
    offsetChanged: {
        becomes(draft, event) {
            const description = draft.description(event.description);
            if (description !== undefined) description.offset = event.offset;
        },
        says(event, _state, look) {
            const where = event.offset ?? "an unknown place";
            const text = `${callText(event, event.fd, "lseek")} moved the offset in ${look.name(event.object)} to ${where}.`;
            return said(text, sharedBy(look, event.description));
        },
    },
};
