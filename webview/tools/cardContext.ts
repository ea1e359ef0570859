/** What VS Code is told of the place at which its context menu opens: the page's shadow root hides the cards from it. */
import type { ProcessCard } from "../scene/scene";

/** JSON for `data-vscode-context`: that the place is in the card of a process that has not ended, and the process's number. */
export function cardContext(nodes: readonly string[], processes: readonly Pick<ProcessCard, "id" | "gone" | "pid">[]): string {
    const process = processes.find(({ id, gone }) => !gone && nodes.includes(id));
    return JSON.stringify(process === undefined ? {} : { webviewSection: "process", pid: process.pid });
}

/** The names of the cards and rows in which an event has happened. */
export function nodesAt(event: Event): readonly string[] {
    return event.composedPath().flatMap((each) => (each instanceof HTMLElement ? (each.dataset["node"] ?? []) : []));
}
