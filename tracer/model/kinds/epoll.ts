/** Epoll instances: a set of descriptors, and what of each is waited for (epoll(7), fs/eventpoll.c). */
import type { Wait } from "../awaits";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import type { Look } from "../look";
import type { Mutable } from "../mutable";
import type { ReadyFor } from "../readiness";
import { whyText } from "../whyReady";
import { callText, count, firstOf, nameOf, said, type Sentence } from "../words";
import type { Kind } from "./kind";

/** What one member of the set is waited for; a member is an open file description under a descriptor number. */
export interface Interest {
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    /** "EPOLLIN", "EPOLLET"; as the program gave them, without EPOLLERR and EPOLLHUP, which are always waited for. */
    readonly events: readonly string[];
    /** What the program wants back with its events. */
    readonly data: bigint;
    /** EPOLLONESHOT: false once it was reported, until it is changed. Null: not known which of several with the same data was. */
    readonly armed: boolean | null;
}

export interface Epoll extends ObjectBase {
    readonly kind: "epoll";
    readonly interests: readonly Interest[];
    /** False: it existed before the trace, and may have members that are not known. */
    readonly complete: boolean;
}

/** Absent: made before the trace. */
export interface EpollFacts {
    readonly complete?: true;
}

interface OfEpoll extends EventBase {
    /** The instance's own. */
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

export interface EpollCreated extends OfEpoll {
    readonly kind: "epollCreated";
    readonly newObject: NewObjectBase & EpollFacts & { readonly kind: "epoll" };
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** The member, by its number and what that stands for. */
interface OfMember extends OfEpoll {
    readonly target: number;
    readonly targetDescription: DescriptionId;
    readonly targetObject: ObjectId;
}

interface SetsInterest extends OfMember {
    readonly events: readonly string[];
    readonly data: bigint;
}

/** epoll_ctl(2), EPOLL_CTL_ADD. */
export interface EpollAdded extends SetsInterest {
    readonly kind: "epollAdded";
}

/** EPOLL_CTL_MOD. */
export interface EpollModified extends SetsInterest {
    readonly kind: "epollModified";
}

/** EPOLL_CTL_DEL. */
export interface EpollDeleted extends OfMember {
    readonly kind: "epollDeleted";
}

export interface Report {
    readonly events: readonly string[];
    readonly data: bigint;
    /** The member with these data; null: not known, or several have them. */
    readonly target: number | null;
    readonly targetObject: ObjectId | null;
}

/** epoll_wait(2) returned. */
export interface EpollReported extends OfEpoll {
    readonly kind: "epollReported";
    readonly reports: readonly Report[];
}

export type EpollEvent = EpollCreated | EpollAdded | EpollModified | EpollDeleted | EpollReported;

function isMember({ fd, description }: Interest, { target, targetDescription }: OfMember): boolean {
    return fd === target && description === targetDescription;
}

function put(epoll: Mutable<Epoll>, event: SetsInterest): void {
    const { target: fd, targetDescription: description, targetObject: object, events, data } = event;
    const interest: Interest = { fd, description, object, events, data, armed: true };
    const known = epoll.interests.some((one) => isMember(one, event));
    epoll.interests = known ? epoll.interests.map((one) => (isMember(one, event) ? interest : one)) : [...epoll.interests, interest];
}

/** A one-shot member that was reported stays in the set and reports nothing more (ep_send_events). */
function disarm(epoll: Mutable<Epoll>, { reports }: EpollReported): void {
    const reported = new Set(reports.map(({ data }) => data));
    if (!epoll.interests.some((one) => isOneShot(one) && reported.has(one.data))) return;
    epoll.interests = epoll.interests.map((one) => {
        if (!isOneShot(one) || !reported.has(one.data)) return one;
        const alike = epoll.interests.filter(({ data }) => data === one.data).length;
        return { ...one, armed: alike === 1 ? false : null };
    });
}

function isOneShot({ events }: Interest): boolean {
    return events.includes("EPOLLONESHOT");
}

/** What of the behaviour is not as by default. */
const manners: Readonly<Record<string, string>> = {
    EPOLLET: "It is reported once for each change (edge-triggered).",
    EPOLLONESHOT: "It is reported once, then not again until it is changed (one-shot).",
    EPOLLEXCLUSIVE: "Of several that wait for it, one at least is woken, not all.",
};

function mannerText(events: readonly string[]): string | null {
    const texts = events.flatMap((name) => manners[name] ?? []);
    return texts.length === 0 ? null : texts.join(" ");
}

function memberText(event: OfMember, look: Look): string {
    return `descriptor ${event.target} (${look.name(event.targetObject)})`;
}

function forText({ events }: { readonly events: readonly string[] }): string {
    return events.length === 0 ? "nothing but errors" : events.join(" ");
}

function changed(event: EpollAdded | EpollModified, text: string): Sentence {
    return said(`${callText(event, event.fd)} ${text} ${forText(event)}.`, mannerText(event.events));
}

function reportText(report: Report, look: Look): string {
    const events = report.events.join(" ");
    if (report.target === null) return `data ${report.data}: ${events}`;
    return `descriptor ${report.target}${report.targetObject === null ? "" : ` (${look.name(report.targetObject)})`}: ${events}`;
}

/** Waited for also by who does not ask for it. */
const always = ["EPOLLERR", "EPOLLHUP"];

function whyReported({ reports }: EpollReported, look: Look): string | null {
    const why = reports.flatMap(({ targetObject, events }) => (targetObject === null ? [] : whyText(targetObject, events, look)));
    return why.length === 0 ? null : [...new Set(why)].join(" ");
}

/** A one-shot member that was reported waits for nothing. */
function awaited({ interests, complete }: Epoll, wait: Wait, look: Look): string | null {
    if (wait.awaits.what !== "readiness") return null;
    const armed = interests.filter((one) => one.armed !== false);
    if (armed.length === 0) {
        if (!complete) return null;
        return interests.length === 0 ? "its set is empty" : "all of its set have been reported, and are one-shot";
    }
    const members = armed.map((one) => `${one.fd} (${look.name(one.object)}: ${forText(one)})`);
    return `waiting until ${firstOf(members, "or")} is ready${complete ? "" : ", or one that is not known"}`;
}

/** One that stands in the set of another is readable when a member of its own is ready (epoll(7)). */
function whyReady({ interests }: Epoll, what: ReadyFor, look: Look): string | null {
    if (what !== "IN") return null;
    for (const { fd, object, events, armed } of interests) {
        const [why] = armed === false ? [] : look.whyReady(object, [...events, ...always]);
        if (why !== undefined) return `its member ${fd} (${look.name(object)}) is ready: ${why}`;
    }
    return null;
}

/** A descriptor that is closed stays in the set as long as others refer to its open file description (epoll(7), questions). */
function keptText({ fd, description }: Interest, look: Look): string {
    const holders = look.referrers(description);
    if (holders.length === 0 || holders.some((holder) => holder.fd === fd)) return "";
    const [first] = holders;
    return first === undefined ? "" : `, closed, but kept by ${first.process}’s descriptor ${first.fd}`;
}

function interestText(interest: Interest, look: Look): string {
    const shot = interest.armed === true ? "" : interest.armed === false ? ", reported" : ", perhaps reported";
    return `${interest.fd} ${look.name(interest.object)}: ${forText(interest)}${shot}${keptText(interest, look)}`;
}

function lines(epoll: Epoll, look: Look): readonly string[] {
    const { id, interests, complete } = epoll;
    const unknown = complete ? "" : ", and what was added before the trace";
    return [
        `${id}  epoll instance: ${count(interests.length, "descriptor")} in its set${unknown}`,
        ...interests.map((one) => `      ${interestText(one, look)}`),
    ];
}

function json({ interests, complete }: Epoll, look: Look): Readonly<Record<string, unknown>> {
    return {
        complete,
        interests: interests.map(({ fd, description, object, events, data, armed }) => ({
            fd,
            description,
            object,
            events,
            data: String(data),
            armed,
            holders: look.referrers(description).map((holder) => ({ process: holder.process, fd: holder.fd })),
        })),
    };
}

export const epoll: Kind<Epoll, EpollFacts, EpollEvent> = {
    word: "epoll instance",
    traits: { named: false, position: "none", identity: "maker", connects: true, buffers: false },
    begins: (base, { complete = false }) => ({ ...base, kind: "epoll", interests: [], complete }),
    forgets(epoll, description) {
        epoll.interests = epoll.interests.filter((one) => one.description !== description);
    },
    events: {
        epollCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read-write" }],
            says: (event) =>
                said(
                    `${nameOf(event)} made ${event.object}: descriptor ${event.fd}.`,
                    "It holds a set of descriptors; epoll_wait waits until one of them is ready.",
                ),
        },
        epollAdded: {
            becomes: put,
            watches: ({ targetDescription }) => targetDescription,
            says: (event, _epoll, look) => changed(event, `added ${memberText(event, look)} to ${look.name(event.object)}, for`),
        },
        epollModified: {
            becomes: put,
            watches: ({ targetDescription }) => targetDescription,
            says: (event, _epoll, look) =>
                changed(event, `changed what ${memberText(event, look)} is waited for in ${look.name(event.object)}, to`),
        },
        epollDeleted: {
            becomes(epoll, event) {
                epoll.interests = epoll.interests.filter((one) => !isMember(one, event));
            },
            says: (event, _epoll, look) =>
                said(`${callText(event, event.fd)} took ${memberText(event, look)} out of ${look.name(event.object)}.`),
        },
        epollReported: {
            becomes: disarm,
            says: (event, _epoll, look) =>
                said(
                    `${callText(event, event.fd)} reported ${event.reports.map((report) => reportText(report, look)).join("; ")}.`,
                    whyReported(event, look),
                ),
        },
    },
    awaited,
    whyReady,
    members: ({ interests }) => interests.filter(({ armed }) => armed !== false),
    json,
    lines,
};
