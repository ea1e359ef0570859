/** Where a text occurs in what the diagram says: names, pids, paths, descriptors, bytes in a buffer. Pure. */
import type { NodeId } from "../card/card";
import { isClosed } from "./isOpen";
import type { Scene } from "./scene";
import { rowLine, sceneEntries } from "./sceneEntries";

export interface Hit {
    readonly id: NodeId;
    /** Rows of its descriptor table in which it occurs: "p1:3". */
    readonly rows: readonly string[];
    /** A line in which it occurs: that of an open descriptor rather than any other. */
    readonly line: string;
}

/** In the order of the scene; upper and lower case are the same. */
export function search(scene: Scene, query: string): readonly Hit[] {
    const wanted = query.trim().toLowerCase();
    if (wanted === "") return [];
    const has = (text: string): boolean => text.toLowerCase().includes(wanted);
    const processes = new Map(scene.processes.map((card) => [card.id, card]));
    const paths = new Map(scene.objects.map((card) => [card.id, card.path]));
    return sceneEntries(scene).flatMap(({ id, lines }): readonly Hit[] => {
        const process = processes.get(id);
        const rows = process?.rows.filter((row) => has(rowLine(row))) ?? [];
        const open = rows.find((row) => !isClosed(row));
        const more = process === undefined ? [paths.get(id) ?? ""] : [`${id} · ${process.pid}`, process.fullCommand];
        const line = open === undefined ? [...lines, ...more].find(has) : rowLine(open);
        return line === undefined ? [] : [{ id, rows: rows.map(({ key }) => key), line: line.trim() }];
    });
}
