/** Epoll instances: epoll_create(2), epoll_ctl(2), epoll_wait(2). */
import type { Epoll, Report } from "../model/kinds/epoll";
import { epollEvents } from "../model/readiness";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Mechanism } from "./mechanism";
import { rememberReported } from "./reported";
import type { ReturnedCall } from "./returnedCall";

function makeEpoll(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const newObject = { ...call.interpretation.identities.create(facts), kind: "epoll", complete: true } as const;
    call.tell({ kind: "epollCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
}

const [add, remove, modify] = [1, 2, 3];

function changeEpoll(call: ReturnedCall): void {
    const instance = call.used(call.int("fd"));
    const member = call.used(call.int("targetFd"));
    if (instance?.object.kind !== "epoll" || member === undefined) {
        call.tellReturned();
        return;
    }
    const { fd, object, description } = instance;
    const place = {
        ...{ fd, object: object.id, description: description.id },
        ...{ target: member.fd, targetDescription: member.description.id, targetObject: member.object.id },
    };
    const operation = call.int("operation");
    const event = call.structure("interest", eventLength);
    if (operation === remove) call.tell({ kind: "epollDeleted", ...place });
    else if (event === undefined || (operation !== add && operation !== modify)) call.tellReturned();
    else call.tell({ kind: operation === add ? "epollAdded" : "epollModified", ...place, ...readEvent(event, 0) });
}

/** struct epoll_event is packed on x86-64. */
const eventLength = 12;

function readEvent(view: DataView, place: number): Pick<Report, "events" | "data"> {
    return { events: epollEvents(view.getUint32(place, true)), data: view.getBigUint64(place + 4, true) };
}

function waitForEpoll(call: ReturnedCall): void {
    const instance: OpenDescriptor | undefined = call.used(call.int("fd"));
    const view = call.structure("reported", eventLength);
    if (instance?.object.kind !== "epoll" || view === undefined || call.result === 0) {
        call.tellReturned();
        return;
    }
    const { fd, object, description } = instance;
    const reports: Report[] = [];
    for (let place = 0; place + eventLength <= Math.min(view.byteLength, call.result * eventLength); place += eventLength) {
        reports.push(reportOf(object, readEvent(view, place)));
    }
    call.tell({ kind: "epollReported", fd, object: object.id, description: description.id, reports });
    rememberReported(
        call.interpretation,
        call.task,
        reports.map(({ targetObject }) => targetObject),
    );
}

function reportOf({ interests }: Epoll, event: Pick<Report, "events" | "data">): Report {
    const [member, another] = interests.filter(({ data }) => data === event.data);
    const known = another === undefined ? member : undefined;
    return { ...event, target: known?.fd ?? null, targetObject: known?.object ?? null };
}

export const epoll = {
    meanings: { makeEpoll, changeEpoll, waitForEpoll },
    awaited: { descriptorsOfEpoll: (call) => call.awaitsAt("fd", { what: "readiness", of: null }) },
} satisfies Mechanism;
