/** The tables of what events do and how they are told: that of the owners, and those of the kinds. */
import type { Event, EventKind, OwnerEvent } from "./event";
import type { ObjectId } from "./identities";
import type { KernelObject } from "./kindTypes";
import type { Happening, Reaction } from "./kinds/kind";
import { kindOf, kindOfId, kinds } from "./kinds/kinds";
import { attachmentEvents } from "./owners/attachmentEvents";
import { childEvents } from "./owners/childEvents";
import { contentsEvents } from "./owners/contentsEvents";
import { descriptorEvents } from "./owners/descriptorEvents";
import { jobEvents } from "./owners/jobEvents";
import { lockEvents } from "./owners/lockEvents";
import { mappingEvents } from "./owners/mappingEvents";
import { markEvents } from "./owners/markEvents";
import { memoryEvents } from "./owners/memoryEvents";
import { nameEvents } from "./owners/nameEvents";
import type { OwnerEvents, OwnerHappening } from "./owners/ownerEvent";
import { passingEvents } from "./owners/passingEvents";
import { processEvents } from "./owners/processEvents";
import { readyEvents } from "./owners/readyEvents";
import { signalEvents } from "./owners/signalHappenings";
import { stopEvents } from "./owners/stopEvents";
import { threadEvents } from "./owners/threadEvents";
import { traceEvents } from "./owners/traceEvents";
import { transferEvents } from "./owners/transferEvents";

const ownerEvents: OwnerEvents<OwnerEvent> = {
    ...processEvents,
    ...childEvents,
    ...threadEvents,
    ...signalEvents,
    ...jobEvents,
    ...stopEvents,
    ...descriptorEvents,
    ...attachmentEvents,
    ...lockEvents,
    ...mappingEvents,
    ...memoryEvents,
    ...contentsEvents,
    ...passingEvents,
    ...readyEvents,
    ...nameEvents,
    ...markEvents,
    ...transferEvents,
    ...traceEvents,
};

/** What an event does to its owner; undefined: it concerns only an object. */
export function ownerHappening(kind: EventKind): OwnerHappening<Event> | undefined {
    return (ownerEvents as Readonly<Record<string, OwnerHappening<Event> | undefined>>)[kind];
}

type AnyHappening = Happening<KernelObject, Event>;
type HappeningsByName = Readonly<Record<string, AnyHappening | undefined>>;

/** What an event of an object's own kind does. */
export function objectHappening(object: KernelObject, kind: EventKind): AnyHappening | undefined {
    return (kindOf(object).events as unknown as HappeningsByName)[kind];
}

/** What an event that concerns objects of every kind does to this one. */
export function reactionOf(object: KernelObject, kind: EventKind): Reaction<KernelObject, Event> | undefined {
    return (kindOf(object).reactions as Readonly<Record<string, Reaction<KernelObject, Event> | undefined>> | undefined)?.[kind];
}

/** The same of an object that went with its event: its name tells the kind. */
export function happeningOfGone(id: ObjectId, kind: EventKind): AnyHappening | undefined {
    return (kindOfId(id)?.events as unknown as HappeningsByName | undefined)?.[kind];
}

const eventsOfKinds = Object.values(kinds).flatMap((kind) => Object.keys(kind.events));

/** The names of all events, for those who choose one. */
export const eventKinds: readonly string[] = [...new Set([...Object.keys(ownerEvents), ...eventsOfKinds])];
