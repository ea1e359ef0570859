/** What the diagram says of each node, in lines of text: for the list beside it, for its search, and for golden tests. */
import type { Mark, NodeId } from "../card/card";
import { counted } from "../card/numberText";
import { cardLines, type ObjectCard } from "../kinds/cards";
import type { DescriptionCard, ProcessCard, Scene, TableRow } from "./scene";

export interface SceneEntry {
    readonly id: NodeId;
    readonly kind: "process" | "description" | "object";
    /** The first says what it is; with marks such as "[new]". Without pids, which differ from run to run. */
    readonly lines: readonly string[];
}

export function sceneEntries(scene: Scene): readonly SceneEntry[] {
    return [
        ...scene.processes.map((card): SceneEntry => ({ id: card.id, kind: "process", lines: processLines(card) })),
        ...scene.descriptions.map((card): SceneEntry => ({ id: card.id, kind: "description", lines: [descriptionLine(card)] })),
        ...scene.objects.map((card): SceneEntry => ({ id: card.id, kind: "object", lines: objectLines(card) })),
    ];
}

function processLines(card: ProcessCard): readonly string[] {
    const state = `${card.stateText}${card.alsoFrozen ? ", frozen" : ""}`;
    const facts = [`${card.id} ${card.command}`, card.origin, state, ...card.badges, card.link?.text ?? null].filter(
        (fact) => fact !== null,
    );
    return [
        `${facts.join(" · ")}${marked(card.mark)}`,
        ...(card.detail === null ? [] : [`    ${card.detail}`]),
        ...card.rows.map((row) => `    ${rowLine(row)}`),
    ];
}

/** "3 pipe1, read end → ofd2 (close-on-exec)" */
export function rowLine(row: TableRow): string {
    return `${rowWords(row)}${row.note === null ? "" : ` (${row.note})`}${marked(row.mark)}`;
}

function rowWords(row: TableRow): string {
    switch (row.kind) {
        case "heading":
            return `${row.label}:`;
        case "signal":
            return row.label;
        case "use":
            return `${row.label} → ${row.object}`;
        case "descriptor":
            return `${row.fd} ${row.label}${row.description === null ? "" : ` → ${row.description}`}`;
    }
}

function descriptionLine(card: DescriptionCard): string {
    const facts = [card.access, counted(card.references, "reference"), card.flags, card.offset].filter((fact) => fact !== null);
    return plain(`${card.id} → ${card.object} · ${facts.join(" · ")}${marked(card.mark)}`);
}

function objectLines(card: ObjectCard): readonly string[] {
    const [first = "", ...rest] = cardLines(card);
    return [`${first}${marked(card.mark)}`, ...rest].map(plain);
}

function marked(mark: Mark): string {
    return mark === null ? "" : plain(` [${mark}]`);
}

/** Ordinary spaces, so that a golden file can be read and searched. */
export function plain(text: string): string {
    return text.replaceAll("\u00a0", " ");
}
