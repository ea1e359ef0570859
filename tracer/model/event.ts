/** All events, of owners and of kinds. */
import type { KindEvent } from "./kindTypes";
import type { AttachmentEvent } from "./owners/attachmentEvents";
import type { ChildEvent } from "./owners/childEvents";
import type { ContentsSeen } from "./owners/contentsEvents";
import type { DescriptorEvent } from "./owners/descriptorEvents";
import type { JobEvent } from "./owners/jobEvents";
import type { LockEvent } from "./owners/lockEvents";
import type { MappingEvent } from "./owners/mappingEvents";
import type { Marked } from "./owners/markEvents";
import type { MemoryEvent } from "./owners/memoryEvents";
import type { NameEvent } from "./owners/nameEvents";
import type { PassingEvent } from "./owners/passingEvents";
import type { ProcessEvent } from "./owners/processEvents";
import type { DescriptorsReady } from "./owners/readyEvents";
import type { SignalEvent } from "./owners/signalEvents";
import type { StopEvent } from "./owners/stopEvents";
import type { ThreadEvent } from "./owners/threadEvents";
import type { TraceEvent } from "./owners/traceEvents";
import type { TransferEvent } from "./owners/transfer";

/** Events about processes, threads, descriptors, names and the trace; some of them have consequences for an object too. */
export type OwnerEvent =
    | ProcessEvent
    | ChildEvent
    | ThreadEvent
    | SignalEvent
    | JobEvent
    | StopEvent
    | DescriptorEvent
    | AttachmentEvent
    | LockEvent
    | PassingEvent
    | DescriptorsReady
    | MappingEvent
    | MemoryEvent
    | ContentsSeen
    | NameEvent
    | Marked
    | TransferEvent
    | TraceEvent;

export type Event = OwnerEvent | KindEvent;
export type EventKind = Event["kind"];
