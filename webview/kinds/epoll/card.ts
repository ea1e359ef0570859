/** Epoll instances (epoll(7)): the set of descriptors that is waited on. */
import type { Epoll, Interest } from "../../../tracer/model/kinds/epoll";
import type { State } from "../../../tracer/model/state";
import { simpleShape, type Mark, type ObjectCardBase, type Shape } from "../../card/card";
import { counted } from "../../card/numberText";
import type { CardKind } from "../kind";

/** A member of the set. */
export interface MemberLine {
    readonly fd: number;
    /** "pipe1" */
    readonly object: string;
    /** "IN OUT" */
    readonly events: string;
    /** "edge", "one-shot, reported" */
    readonly manner: string;
    /** It can report something: not a one-shot member that was reported. */
    readonly armed: boolean;
    readonly fresh: boolean;
}

export interface EpollCard extends ObjectCardBase {
    readonly kind: "epoll";
    readonly members: readonly MemberLine[];
    /** "3 descriptors" */
    readonly size: string;
}

const shape: Shape = { full: simpleShape(136).full, tight: simpleShape(102).full, small: simpleShape(48).small };

export const epoll: CardKind<Epoll, EpollCard> = {
    card: (instance, { before }) => ({
        kind: "epoll",
        id: instance.id,
        title: "epoll instance",
        path: null,
        removed: false,
        shape,
        room: "full",
        channel: false,
        landmark: false,
        link: null,
        size: `${counted(instance.interests.length, "descriptor")}${instance.complete ? "" : " or more"}`,
        members: instance.interests.map((one) => memberOf(one, before, instance)),
        mark: markOf(instance, before),
    }),
    label: (instance, id) => instance?.id ?? id,
    use: (_instance, { object, wait }) => ({ label: object, note: wait === null ? null : "waits", flow: "quiet" }),
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} ${card.title} · ${card.size}`,
        ...card.members.map(({ fd, object, events, manner }) => `    ${fd} ${object} ${events}${manner === "" ? "" : ` (${manner})`}`),
    ],
    passing: false,
    counted: "epoll instance",
};

const mannerWords: Readonly<Record<string, string>> = { EPOLLET: "edge", EPOLLONESHOT: "one-shot", EPOLLEXCLUSIVE: "exclusive" };

function memberOf(one: Interest, before: State | null, { id }: Epoll): MemberLine {
    const { fd, object, events, armed } = one;
    const manners = events.flatMap((name) => mannerWords[name] ?? []);
    const reported = armed === true ? [] : [armed === false ? "reported" : "perhaps reported"];
    const asked = events.filter((name) => mannerWords[name] === undefined).map((name) => name.replace(/^EPOLL/, ""));
    const previous = before?.objects.get(id);
    const fresh = before !== null && !(previous?.kind === "epoll" && previous.interests.includes(one));
    return {
        fd,
        object,
        events: asked.length === 0 ? "errors only" : asked.join(" "),
        manner: [...manners, ...reported].join(", "),
        armed: armed !== false,
        fresh,
    };
}

function markOf(instance: Epoll, before: State | null): Mark {
    if (before === null) return null;
    const previous = before.objects.get(instance.id);
    if (previous?.kind !== "epoll") return instance.inherited ? null : "new";
    return previous.interests === instance.interests ? null : "changed";
}
