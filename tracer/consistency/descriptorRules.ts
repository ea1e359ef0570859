/** Descriptors: what is used is open, what is given out was free. */
import type { EventBase } from "../model/eventBase";
import type { Event } from "../model/event";
import type { DescriptionId } from "../model/identities";
import type { Descriptor } from "../model/owners/descriptorTable";
import { tableOf } from "../model/owners/lookups";
import type { State } from "../model/state";
import type { EventRule } from "./rule";

interface DescriptorUse extends EventBase {
    readonly fd: number;
    readonly description: DescriptionId;
}

const using: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>([
    "bytesRead",
    "bytesWritten",
    "dataReceived",
    "dataSent",
    "descriptorClosed",
    "descriptorDuplicated",
    "eventfdIncreased",
    "eventfdRead",
    "inotifyRead",
    "offsetChanged",
    "statusFlagsChanged",
    "timerfdRead",
    "timerfdSet",
    "toldBySignal",
]);

const usedIsOpen: EventRule = (event, before) => {
    if (!using.has(event.kind)) return [];
    const use = event as Event & DescriptorUse;
    const open = descriptorOf(before, event, use.fd);
    if (open === undefined) return [`${event.process} has no descriptor ${use.fd}`];
    return open.description === use.description ? [] : [`descriptor ${use.fd} of ${event.process} stands for ${open.description}`];
};

const givenOutIsFree: EventRule = (event, before) =>
    givenOut(event).flatMap((fd) =>
        descriptorOf(before, event, fd) === undefined ? [] : [`descriptor ${fd} of ${event.process} is open already`],
    );

function givenOut(event: Event): readonly number[] {
    switch (event.kind) {
        case "descriptorOpened":
        case "descriptorInherited":
        case "descriptorReceived":
        case "eventfdCreated":
        case "inotifyCreated":
        case "pidfdOpened":
        case "connectionAccepted":
        case "signalfdCreated":
        case "socketCreated":
        case "timerfdCreated":
            return [event.fd];
        case "descriptorDuplicated":
            return [event.newFd];
        case "pipeCreated":
            return [event.readEnd.fd, event.writeEnd.fd];
        case "socketPairCreated":
            return [event.oneEnd.fd, event.otherEnd.fd];
        default:
            return [];
    }
}

function descriptorOf(state: State, { process, tid }: EventBase, fd: number): Descriptor | undefined {
    return tableOf(state, process, tid)?.descriptors.get(fd);
}

export const descriptorRules: readonly EventRule[] = [usedIsOpen, givenOutIsFree];
