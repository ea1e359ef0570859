/** System V semaphore sets (semget(2)): what each semaphore is, the queue that waits, and what ends of processes undo. */
import type { ProcessId } from "../../../tracer/model/identities";
import { changeText } from "../../../tracer/model/kinds/semaphoreSet/operations";
import type { SemaphoreSet, SemaphoreWaiter } from "../../../tracer/model/kinds/semaphoreSet/state";
import { setKeyText, sleepingFor, undoText, waiterText } from "../../../tracer/model/kinds/semaphoreSet/text";
import { keySourceText } from "../../../tracer/model/kinds/systemVKey";
import type { State } from "../../../tracer/model/state";
import { simpleShape, type Flow, type Mark, type ObjectCardBase, type Shape, type SourceLink } from "../../card/card";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import type { ObjectUse } from "../../card/processFacts";
import { sourceLink } from "../../card/sourceLink";
import type { Holders } from "../holders";
import type { CardKind, UseWords } from "../kind";

/** One semaphore. */
export interface Cell {
    readonly index: number;
    /** "3", "?" */
    readonly value: string;
    /** Who wait for it. */
    readonly waiting: number;
    /** "p2", "process 4711"; null: nobody yet, or unknown. */
    readonly last: string | null;
    /** It is another than at the previous stop. */
    readonly fresh: boolean;
}

/** Who waits. */
export interface Sleeper {
    readonly process: ProcessId;
    readonly color: number;
    readonly link: SourceLink | null;
    /** "[0] −1", "[0] = 0" */
    readonly needs: string;
    /** In words, with all that is to be done at once. */
    readonly whole: string;
    /** Seconds since the start of the trace: "since 0.042 s"; null: unknown. */
    readonly since: string | null;
    /** All can be done: its call is about to return. */
    readonly ready: boolean;
}

/** What the end of a process gives back. */
export interface Undoing {
    readonly process: ProcessId;
    readonly color: number;
    /** "+1 on [0]" */
    readonly text: string;
}

export interface SemaphoreSetCard extends ObjectCardBase {
    readonly kind: "semaphoreSet";
    /** "key 0x14", "IPC_PRIVATE" */
    readonly key: string;
    /** "ftok("/tmp/a", 'm')"; null: it was made in another way, or that is not known. */
    readonly keyMadeOf: string | null;
    /** semid */
    readonly number: number;
    /** null: unknown. */
    readonly count: number | null;
    /** The first of them. */
    readonly cells: readonly Cell[];
    /** In the order in which they came. */
    readonly sleepers: readonly Sleeper[];
    readonly undoings: readonly Undoing[];
    readonly creator: string | null;
}

/** More do not fit on the widest card. */
const shownCells = 8;
const shape: Shape = { full: simpleShape(178).full, tight: simpleShape(128).full, small: simpleShape(48).small };

export const semaphoreSet: CardKind<SemaphoreSet, SemaphoreSetCard> = {
    card: (set, { before, holders }) => cardOf(set, before, holders.get(set.id)),
    label: (_set, id) => id,
    use: useWords,
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} number ${card.number}, ${card.key}${card.keyMadeOf === null ? "" : ` = ${card.keyMadeOf}`} · ${card.cells.map(({ value }) => value).join(" ")}`,
        ...card.sleepers.map(
            ({ process, whole, link, ready }) =>
                `    ${process}${link === null ? "" : ` ${link.text}`} ${ready ? "can" : "waits to"} ${whole}`,
        ),
        ...card.undoings.map(({ process, text }) => `    the end of ${process} undoes ${text}`),
    ],
    passing: false,
    counted: "semaphore set",
};

function cardOf(set: SemaphoreSet, before: State | null, holders: Holders | undefined): SemaphoreSetCard {
    const previous = before?.objects.get(set.id);
    const former = previous?.kind === "semaphoreSet" ? previous : null;
    return {
        kind: "semaphoreSet",
        id: set.id,
        title: set.id,
        path: null,
        removed: set.removed,
        shape,
        room: "full",
        channel: true,
        landmark: true,
        showsAlone: true,
        link: sourceLink(set.createdAt),
        key: setKeyText(set),
        keyMadeOf: set.keySource === null ? null : keySourceText(set.keySource),
        number: set.number,
        count: set.count,
        cells: set.semaphores
            .slice(0, shownCells)
            .map((semaphore, index) => ({
                index,
                value: semaphore.value === null ? "?" : String(semaphore.value),
                waiting: set.waiters.filter((waiter) => sleepingFor(waiter)?.index === index).length,
                last:
                    semaphore.lastProcess ??
                    (semaphore.lastPid === null || semaphore.lastPid === 0 ? null : `process ${semaphore.lastPid}`),
                fresh: former !== null && former.semaphores[index]?.value !== semaphore.value,
            })),
        sleepers: set.waiters.map((waiter) => sleeperOf(waiter, holders)),
        undoings: [...set.undo.values()].map((undo) => ({
            process: undo.process,
            color: processColor(undo.process),
            text: undoText(undo),
        })),
        creator: set.createdBy === null ? null : `created by ${set.createdBy}`,
        mark: markOf(set, former, before),
    };
}

function sleeperOf(waiter: SemaphoreWaiter, holders: Holders | undefined): Sleeper {
    const { process, tid, source, ready } = waiter;
    const operation = sleepingFor(waiter) ?? waiter.operations?.[0];
    const wait = holders?.waits.find((each) => each.tid === tid);
    const needs = operation === undefined ? "?" : `[${operation.index}] ${operation.change === 0 ? "= 0" : changeText(operation.change)}`;
    return {
        process,
        color: processColor(process),
        link: sourceLink(source),
        needs: (waiter.operations?.length ?? 1) > 1 ? `${needs} …` : needs,
        whole: waiterText(waiter),
        since: wait === undefined ? null : `since ${wait.since.toFixed(3)}\u00a0s`,
        ready: ready !== null,
    };
}

function markOf(set: SemaphoreSet, former: SemaphoreSet | null, before: State | null): Mark {
    if (before === null) return null;
    if (former === null) return set.inherited ? null : "new";
    const changes = set.semaphores.flatMap(({ value }, index) => {
        const was = former.semaphores[index]?.value ?? null;
        return value === null || was === null || value === was ? [] : [changeText(value - was)];
    });
    if (changes.length > 0) return changes.length === 1 ? (changes[0] ?? null) : `${changes.length} changed`;
    const more = set.waiters.length - former.waiters.length;
    return more === 0 ? null : more > 0 ? `${counted(more, "process", "processes")} more wait` : `${-more} less wait`;
}

/** What adds is drawn like what writes, and what takes like what reads. A call that has not returned counts as well. */
export function useFlow({ how, wait }: ObjectUse): Flow {
    const operations = wait?.awaits.what === "semaphores" ? (wait.awaits.operations ?? []) : [];
    const adds = how.includes("added") || how.includes("set") || operations.some(({ change }) => change > 0);
    const takes = how.includes("took") || how.includes("waited") || operations.some(({ change }) => change <= 0);
    if (adds) return takes ? "both" : "write";
    return takes ? "read" : "quiet";
}

function useWords(_set: SemaphoreSet | undefined, use: ObjectUse): UseWords {
    const flow = useFlow(use);
    const made = use.how.includes("made");
    const note = use.wait !== null ? "waits" : made && flow !== "quiet" ? "made it" : null;
    return { label: `${verb(flow, made)} ${use.object}`, note, flow };
}

function verb(flow: Flow, made: boolean): string {
    switch (flow) {
        case "write":
            return "adds to";
        case "read":
            return "takes from";
        case "both":
            return "adds, takes:";
        case "quiet":
            return made ? "made" : "found";
    }
}
