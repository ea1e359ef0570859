/** Eventfds: a counter (eventfd(2)). */
import type { Eventfd } from "../../../tracer/model/kinds/eventfd";
import type { State } from "../../../tracer/model/state";
import { simpleShape, type Mark, type ObjectCardBase, type Shape } from "../../card/card";
import { counted, grouped } from "../../card/numberText";
import type { Holders } from "../holders";
import type { CardKind } from "../kind";

export interface EventfdCard extends ObjectCardBase {
    readonly kind: "eventfd";
    /** The counter; null: unknown. */
    readonly value: string | null;
    /** A read takes 1 instead of all; null: unknown. */
    readonly semaphore: boolean | null;
    /** How many descriptors there are, and whose: "p1 fd 3, p2 fd 3". */
    readonly held: { readonly count: number; readonly by: string };
    /** "p2 waits to read" */
    readonly waits: string | null;
    readonly unused: boolean;
}

/** Where the edges reach the counter, from the top of the card. */
export const eventfdAxis = 66;
const port = { down: eventfdAxis, leadsOn: true };
const ports = { in: port, out: port };
const shape: Shape = {
    full: { height: 124, ports: { left: ports, right: ports } },
    tight: { height: 104, ports: { left: ports, right: ports } },
    small: simpleShape(48).small,
};

export const eventfd: CardKind<Eventfd, EventfdCard> = {
    card: (object, { before, holders }) => cardOf(object, before, holders.get(object.id)),
    label: (_, id) => id,
    use: (_, { object }) => ({ label: object, note: null, flow: "quiet" }),
    flow: (object, access) => (object.inherited ? "quiet" : access === "read-write" ? "both" : access),
    lines: (card) => [
        `${card.id} ${card.title} · ${card.value ?? "value unknown"}${modeText(card)} · ${counted(card.held.count, "descriptor")}`,
        ...(card.waits === null ? [] : [`    ${card.waits}`]),
    ],
    passing: false,
    counted: "eventfd",
};

function modeText({ semaphore }: EventfdCard): string {
    return semaphore === true ? " · semaphore" : "";
}

function cardOf(object: Eventfd, before: State | null, holders: Holders | undefined): EventfdCard {
    const held = holders?.read ?? [];
    return {
        kind: "eventfd",
        id: object.id,
        title: object.id,
        path: null,
        removed: false,
        shape,
        room: "full",
        channel: true,
        landmark: false,
        link: null,
        value: object.value === null ? null : valueText(object.value),
        semaphore: object.semaphore,
        held: { count: held.length, by: held.length === 0 ? "nobody that is traced" : held.join(", ") },
        waits: waitsText(holders),
        unused: object.inherited,
        mark: markOf(object, before),
    };
}

/** Very long numbers are no easier to read in groups, and longer. */
function valueText(value: bigint): string {
    return value > 9_999_999n ? String(value) : grouped(value);
}

function waitsText(holders: Holders | undefined): string | null {
    const [first, ...more] = holders?.waits ?? [];
    if (first === undefined) return null;
    if (more.length > 0) return `${more.length + 1} calls wait`;
    return `${first.process} waits to ${first.awaits.what === "room" ? "add" : "read"}`;
}

function markOf(object: Eventfd, before: State | null): Mark {
    if (before === null) return null;
    const previous = before.objects.get(object.id);
    if (previous?.kind !== "eventfd") return object.inherited ? null : "new";
    return previous.value === object.value || previous.value === null ? null : `was ${valueText(previous.value)}`;
}
