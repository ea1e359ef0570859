/** A scene as text, a line for each thing that the diagram shows: for golden tests. Without pids, which differ from run to run. */
import type { Mark } from "../card/card";
import { counted } from "../card/numberText";
import { cardLines, type ObjectCard } from "../kinds/cards";
import type { DescriptionCard, ProcessCard, Scene, TableRow } from "./scene";

export function sceneText(scene: Scene): string {
    return [
        `event ${scene.at}: ${plain(scene.counts)}${scene.departed === 0 ? "" : `, ${scene.departed} not shown`}`,
        ...scene.processes.flatMap(processLines),
        ...scene.descriptions.map(descriptionLine),
        ...scene.objects.flatMap(objectLines),
        ...scene.forks.map((fork) => `fork ${fork.parent} → ${fork.child}`),
        ...(scene.caption === null
            ? []
            : [`says: ${scene.caption.text}`, ...(scene.caption.explanation === null ? [] : [`      ${scene.caption.explanation}`])]),
        "",
    ].join("\n");
}

function processLines(card: ProcessCard): readonly string[] {
    const state = `${card.stateText}${card.alsoFrozen ? ", frozen" : ""}`;
    const facts = [`${card.id} ${card.command}`, card.origin, state, card.link?.text ?? null].filter((fact) => fact !== null);
    return [`${facts.join(" · ")}${marked(card.mark)}`, ...(card.detail === null ? [] : [`    ${card.detail}`]), ...card.rows.map(rowLine)];
}

function rowLine(row: TableRow): string {
    return `    ${rowWords(row)}${row.note === null ? "" : ` (${row.note})`}${marked(row.mark)}`;
}

function rowWords(row: TableRow): string {
    switch (row.kind) {
        case "heading":
            return `${row.label}:`;
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
function plain(text: string): string {
    return text.replaceAll("\u00a0", " ");
}
