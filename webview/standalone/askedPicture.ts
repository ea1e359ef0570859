/**
 * A picture that the command line asks this page for (`ipcscope export --format svg`): its address says of which moment and in which
 * colours, and a function of the window gives it when it is drawn.
 */
import { base64Of } from "../export/base64Of";
import { pngOf } from "../export/paint";
import { readShapes } from "../export/readShapes";
import { svgOf } from "../export/svgOf";
import type { IpcDiagram } from "../diagram";

/** Sharp on paper and on dense screens. */
const pngScale = 2;

const asked = new URLSearchParams(location.hash.slice(1));

/** null: whatever the system prefers. */
export const askedTheme: string | null = asked.get("theme");
/** null: the last one. */
export const askedEvent: number | null = asked.has("event") ? Number(asked.get("event")) : null;

const drawn = new Map<number, () => void>();

/** The moment after this event is on the page. */
export function pictureDrawn(seq: number): void {
    drawn.get(seq)?.();
}

/** `format`: "svg", or "png" as base64. */
async function picture(format: string, seq: number, title: string): Promise<string> {
    if (document.documentElement.dataset["drawn"] !== String(seq)) await new Promise<void>((resolve) => drawn.set(seq, resolve));
    await document.fonts.ready;
    const diagram = document.querySelector<IpcDiagram>("ipc-diagram");
    const world = diagram?.renderRoot.querySelector<HTMLElement>(".world");
    if (diagram === null || world === null || world === undefined) throw new Error("there is no diagram");
    const ground = getComputedStyle(document.body).getPropertyValue("--vscode-editor-background");
    const shapes = readShapes(world, diagram.scale, ground);
    return format === "png" ? base64Of(await pngOf(shapes, pngScale)) : svgOf(shapes, title);
}

export function offerPicture(): void {
    Object.assign(window, { ipcscopePicture: picture });
}
