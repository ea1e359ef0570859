/**
 * How well the diagram of many can be read, in numbers: `npm run bench`, or this file alone with `npx tsx`. Beside each
 * number stands, in brackets, what it was before the tables were made for many (pictureBefore.json).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { Channels } from "../../webview/channels/channels";
import { Layouts } from "../../webview/layout/layouts";
import { tightFrom } from "../../webview/layout/measures";
import type { ChartPlacement } from "../../webview/channels/chartPlacement";
import { boxOfLabel } from "../../webview/channels/linkLabel";
import type { Placement } from "../../webview/layout/placement";
import type { View } from "../../webview/layout/view";
import type { Frame } from "../../webview/layout/zoom";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { statesOf } from "../webview/replay";
import { recordedStories, toldStories, type MeasuredStory } from "./measure/measuredStories";
import { readabilityOf, type MeasuredLine, type Readability } from "./measure/readability";

const root = path.resolve(__dirname, "../..");
const windows: readonly Frame[] = [
    { width: 400, height: 800 },
    { width: 900, height: 700 },
    { width: 1900, height: 900 },
];
/** A picture is the last of a series: so many moments of it are drawn. */
const moments = 200;

type Numbers = Record<string, Readability>;

function measure({ name, events }: MeasuredStory): Numbers {
    const states = statesOf(events);
    const last = states.length - 1;
    const step = Math.max(1, Math.floor(states.length / moments));
    const scenes = states.filter((_, index) => (last - index) % step === 0).map((state) => sceneOf(state, null, null));
    const numbers: Numbers = {};
    for (const frame of windows) {
        const view: View = { width: frame.width, descriptions: true, unfolded: [], focused: null };
        const layouts = new Layouts();
        let placement: Placement | null = null;
        for (const scene of scenes) placement = layouts.next(scene, view, frame.height);
        const scene = scenes.at(-1);
        if (placement === null || scene === undefined) continue;
        const isCrowded = scene.processes.filter((card) => !card.gone).length >= tightFrom;
        const read = (placed: Placement, zoom: number): Readability =>
            readabilityOf({ boxes: placed.boxes, lines: linesOf(placed, isCrowded), zoom, frame });
        numbers[`${name}, ${frame.width}`] = read(placement, 1);
        const zoom = layouts.fit(scene, view, frame);
        numbers[`${name}, ${frame.width}, fitted`] = read(layouts.next(scene, view, frame.height), zoom);
        numbers[`${name}, ${frame.width}, Channels`] = readChannels(scenes, view, frame);
        numbers[`${name}, ${frame.width}, Channels fitted`] = readChannelsFitted(scene, view, frame);
    }
    return numbers;
}

function readChannels(scenes: readonly Scene[], view: View, frame: Frame): Readability {
    const channels = new Channels();
    // Event by event, as while the program runs; the last one is a stop, at which the user looks at it.
    const last = scenes.length - 1;
    const placements = scenes.map((scene, index) => channels.next(scene, view, frame.height, index === last ? "stops" : "steps").placement);
    return readabilityOfChart(present(placements.at(-1)), 1, frame);
}

function readChannelsFitted(scene: Scene, view: View, frame: Frame): Readability {
    const channels = new Channels();
    const zoom = channels.fit(scene, view, frame);
    return readabilityOfChart(channels.next(scene, view, frame.height).placement, zoom, frame);
}

function readabilityOfChart({ boxes, links }: ChartPlacement, zoom: number, frame: Frame): Readability {
    const lines = links.map(({ path: way, background }) => ({ path: way, pale: background }));
    return readabilityOf({ boxes, lines, labels: links.flatMap(({ label }) => (label === null ? [] : [boxOfLabel(label)])), zoom, frame });
}

/** Between many processes what is quiet shows only when it is pointed at, as what is in the background does. */
function linesOf({ edges, forks }: Placement, isCrowded: boolean): readonly MeasuredLine[] {
    const ways = edges.map((edge) => ({ path: edge.path, pale: edge.background || (isCrowded && edge.flow === "quiet") }));
    return [...ways, ...forks.map((fork) => ({ path: fork.path, pale: false }))];
}

function table(now: Numbers, before: Partial<Numbers>): string {
    const columns = ["throughCards", "crossings", "coveredWords", "unusedWidth", "smallestText", "outOfSight", "zoom"] as const;
    const heads = ["through cards", "crossings", "covered words", "unused width %", "smallest text px", "out of sight", "zoom %"];
    const lines = Object.entries(now).map(([name, values]) =>
        [name.padEnd(50), ...columns.map((column) => `${values[column]} (${before[name]?.[column] ?? "–"})`.padStart(17))].join(""),
    );
    return [["".padEnd(50), ...heads.map((head) => head.padStart(17))].join(""), ...lines].join("\n");
}

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-pictures-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const stories = [...toldStories(), ...(await recordedStories(directory))];
        const numbers: Numbers = Object.fromEntries(stories.flatMap((story) => Object.entries(measure(story))));
        const before = JSON.parse(readFileSync(path.join(__dirname, "pictureBefore.json"), "utf8")) as Partial<Numbers>;
        console.log(table(numbers, before));
        mkdirSync(path.join(root, "test/output"), { recursive: true });
        writeFileSync(path.join(root, "test/output/pictures.json"), `${JSON.stringify(numbers, null, 2)}\n`);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
