/** Pictures of many processes: as they open and fitted, from a side column to a whole screen, in every theme. */
import type { Panel } from "./page";
import type { Shot } from "./shotList";
import { inheritedEnd, jobServer, sixStages, sixtyChildren } from "./stories/many";
import { prefork } from "./stories/prefork";

const stories = { leak: inheritedEnd, prefork, make: jobServer, six: sixStages, sixty: sixtyChildren };
const windows = [
    { width: 400, height: 900 },
    { width: 900, height: 800 },
    { width: 1900, height: 1000 },
];

async function fit(panel: Panel): Promise<void> {
    await panel.page.locator('.card[data-node="p1"]').press("f");
    await panel.page.waitForTimeout(300);
}

export const manyShots: readonly Shot[] = Object.entries(stories).flatMap(([name, story]) => [
    ...windows.flatMap(({ width, height }): readonly Shot[] => [
        { name: `many-${name}-${width}`, story, theme: "dark", width, height, stop: -1 },
        { name: `many-${name}-${width}-fitted`, story, theme: "dark", width, height, stop: -1, then: fit },
    ]),
    ...(["light", "hc-black", "hc-light"] as const).map((theme): Shot => ({
        name: `many-${name}-${theme}`,
        story,
        theme,
        width: 1900,
        height: 1000,
        stop: -1,
    })),
]);
