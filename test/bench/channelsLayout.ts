/**
 * How long Channels take to be laid out, as the worker does it: `npm run bench`, or this file alone with `npx tsx`. Printed,
 * not asserted: a machine may be busy.
 */
import { Channels } from "../../webview/channels/channels";
import { chartOf } from "../../webview/channels/chartOf";
import { arrangeAnew, arrangeAround } from "../../webview/channels/arrange";
import { placeChart } from "../../webview/channels/placeChart";
import { place } from "../../webview/layout/place";
import { sceneOf } from "../../webview/scene/sceneOf";
import type { Scene } from "../../webview/scene/scene";
import { present } from "../present";
import { statesOf } from "../webview/replay";
import { Story } from "../webview/story";

const processes = 40;
const objects = 150;
const rounds = 20;
const unfolded: readonly string[] = [];
const wish = { unfolded, focused: null, before: false };

/** Each process is another program, so that none of them is in a crowd; the pipes lead from each to some others. */
function busy(): Story {
    const story = new Story("/home/student/busy.c", 3000).started("p1", "./busy").terminal("p1");
    for (let number = 0; number < objects; number += 1) {
        story.pipe("p1", `pipe${number + 1}`, [10 + 2 * number, `ofd${10 + 2 * number}`], [11 + 2 * number, `ofd${11 + 2 * number}`], 5);
    }
    for (let number = 2; number <= processes; number += 1) {
        const child = `p${number}`;
        story.forked("p1", child, 6).executed(child, `/usr/bin/program${number}`, [`program${number}`], 7);
        for (let object = 0; object < objects; object += 1) {
            const [reads, writes] = [object % processes === number - 1, (object * 7 + 3) % processes === number - 1];
            const [read, write] = [`ofd${10 + 2 * object}`, `ofd${11 + 2 * object}`];
            if (!reads) story.closed(child, 10 + 2 * object, read, `pipe${object + 1}`, 8);
            if (!writes) story.closed(child, 11 + 2 * object, write, `pipe${object + 1}`, 8);
            if (writes) story.wrote(child, 11 + 2 * object, write, `pipe${object + 1}`, "x", 1, 9);
        }
    }
    return story;
}

function milliseconds(work: () => void): number {
    const times = Array.from({ length: rounds }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
    }).sort((one, other) => one - other);
    return present(times[Math.floor(rounds / 2)]);
}

function main(): void {
    const states = statesOf(busy().events);
    const scenes = states.slice(-2).map((state) => sceneOf(state, null, null));
    const last = present(scenes.at(-1));
    const { chart } = chartOf(last, wish);
    const view = { width: 1900, height: 900 };
    const before: Scene = { ...last, objects: last.objects.slice(0, -1) };
    const placedBefore = arrangeAnew(chartOf(before, wish).chart, view);
    const line = (what: string, limit: number, work: () => void): void =>
        console.log(`${what.padEnd(52)}${milliseconds(work).toFixed(1).padStart(8)} ms   (aim: below ${limit} ms)`);
    console.log(
        `Channels: ${chart.users.length} processes, ${chart.channels.length} objects, ${chart.links.length} links; the middle of ${rounds} rounds`,
    );
    line(
        "chart and layout of everything",
        300,
        () => void new Channels().next(last, { width: view.width, unfolded, descriptions: true, focused: null }, 900),
    );
    const tables = { ...view, unfolded, descriptions: true, focused: null };
    const tablesBefore = place(before, null, tables);
    line("Tables: layout of everything", 300, () => void place(last, null, tables));
    line("Tables: layout with one object more", 300, () => void place(last, tablesBefore, tables));
    line("chart of the scene", 16, () => void chartOf(last, wish));
    line("layout with one object more", 16, () => void placeChart(chart, arrangeAround(chart, placedBefore), unfolded, 0));
}

main();
