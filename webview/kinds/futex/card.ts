/** Futexes (futex(7)): what the word is a part of, who has it as far as that is known, and who waits, in which order. */
import type { ProcessId } from "../../../tracer/model/identities";
import { wokenAndWaiting } from "../../../tracer/model/kinds/futex/rules";
import type { Futex, FutexWaiter } from "../../../tracer/model/kinds/futex/state";
import { holdingText, titleOf, whereText } from "../../../tracer/model/kinds/futex/text";
import { lookAt } from "../../../tracer/model/lookAt";
import type { State } from "../../../tracer/model/state";
import { simpleShape, type Flow, type Mark, type ObjectCardBase, type Shape, type SourceLink } from "../../card/card";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import type { ObjectUse } from "../../card/processFacts";
import { sourceLink } from "../../card/sourceLink";
import type { Holders } from "../holders";
import type { CardKind, UseWords } from "../kind";

/** Who waits. */
export interface FutexSleeper {
    readonly process: ProcessId;
    readonly tid: number;
    readonly color: number;
    readonly link: SourceLink | null;
    /** "since 0.042 s"; null: unknown. */
    readonly since: string | null;
}

export interface FutexCard extends ObjectCardBase {
    readonly kind: "futex";
    /** "mutex", "semaphore"; "futex" where it is not known what it is. */
    readonly type: string;
    /** "anonymousMemory1 at 0x40" */
    readonly where: string;
    /** What is known of it now: "held by p1 (thread 123)", "was 0 when p2 came". */
    readonly facts: readonly string[];
    readonly owner: ProcessId | null;
    /** In the order in which they came. */
    readonly sleepers: readonly FutexSleeper[];
    /** Of those, how many were woken and have not gone on. */
    readonly woken: number;
    /** "p1 woke 1 last" */
    readonly lastWake: string | null;
}

const shape: Shape = { full: simpleShape(160).full, tight: simpleShape(116).full, small: simpleShape(48).small };

export const futex: CardKind<Futex, FutexCard> = {
    card: (object, { state, before, holders }) => cardOf(object, state, before, holders.get(object.id)),
    label: (object, id) => (object === undefined ? id : titleOf(object)),
    use: useWords,
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} ${card.title} in ${card.where}`,
        ...card.facts.map((fact) => `    ${fact}`),
        ...card.sleepers.map(({ process, link }, place) => `    ${place + 1}. ${process} waits${link === null ? "" : ` ${link.text}`}`),
        ...(card.woken === 0 ? [] : [`    ${card.woken} woken`]),
        ...(card.lastWake === null ? [] : [`    ${card.lastWake}`]),
    ],
    passing: false,
    counted: "futex",
};

function cardOf(object: Futex, state: State, before: State | null, holders: Holders | undefined): FutexCard {
    const { lastWake, owner } = object;
    return {
        kind: "futex",
        id: object.id,
        title: titleOf(object),
        path: null,
        removed: false,
        shape,
        room: "full",
        channel: true,
        landmark: false,
        link: sourceLink(object.foundAt),
        type: object.type === "word" ? "futex" : object.type,
        where: whereText(object, lookAt(state)),
        facts: factsOf(object),
        owner: owner?.process ?? null,
        sleepers: object.waiters.map((waiter) => sleeperOf(waiter, holders)),
        woken: wokenAndWaiting(object),
        lastWake: lastWake === null ? null : `${lastWake.process} woke ${lastWake.woken} last`,
        mark: markOf(object, before),
    };
}

function factsOf({ owner, robust, parties, value, type, waiters }: Futex): readonly string[] {
    const held = owner === null ? [] : [holdingText(owner)];
    const number = value === null || type === "mutex" ? [] : [`${value} when it was last seen`];
    const barrier = parties === null ? [] : [`${waiters.length} of ${parties} have come`];
    return [...held, ...(type === "barrier" ? barrier : number), ...(robust ? ["robust"] : [])];
}

function sleeperOf({ process, tid, source }: FutexWaiter, holders: Holders | undefined): FutexSleeper {
    const wait = holders?.waits.find((each) => each.tid === tid);
    return {
        process,
        tid,
        color: processColor(process),
        link: sourceLink(source),
        since: wait === undefined ? null : `since ${wait.since.toFixed(3)}\u00a0s`,
    };
}

function markOf(object: Futex, before: State | null): Mark {
    if (before === null) return null;
    const former = before.objects.get(object.id);
    if (former?.kind !== "futex") return "new";
    const more = object.waiters.length - former.waiters.length;
    if (more !== 0) return more > 0 ? `${counted(more, "thread")} more wait` : `${-more} less wait`;
    return former.owner?.tid === object.owner?.tid ? null : "other owner";
}

/** Who wakes is drawn like who writes, and who waits like who reads. */
function flowOf({ how, wait }: ObjectUse): Flow {
    const wakes = how.includes("woke");
    const waits = how.includes("waited") || wait !== null;
    return wakes ? (waits ? "both" : "write") : waits ? "read" : "quiet";
}

function useWords(object: Futex | undefined, use: ObjectUse): UseWords {
    const flow = flowOf(use);
    const verb = { write: "wakes at", read: "waits at", both: "waits, wakes:", quiet: "uses" }[flow];
    return { label: `${verb} ${object === undefined ? use.object : titleOf(object)}`, note: use.wait === null ? null : "waits", flow };
}
