/** Pictures of processes that keep each other from going on. */
import type { Panel } from "./page";
import type { Shot } from "./shotList";
import { bothReadFirst, circle } from "./stories/circle";
import { inheritedEnd } from "./stories/many";
import type { ThemeName } from "./themes";

async function told({ page }: Panel): Promise<void> {
    await page.locator(".knot").waitFor();
    await page.waitForTimeout(300);
}

export const knotShots: readonly Shot[] = [
    ...(["dark", "light", "hc-black", "hc-light"] as const).map((theme: ThemeName): Shot => ({
        name: `knot-two-${theme}`,
        story: bothReadFirst,
        theme,
        width: 1000,
        height: 720,
        then: told,
    })),
    ...(["tables", "channels"] as const).flatMap((view): readonly Shot[] =>
        [
            { name: "two-narrow", story: bothReadFirst, width: 400, height: 800 },
            { name: "two-wide", story: bothReadFirst, width: 1600, height: 900 },
            { name: "three", story: (): ReturnType<typeof circle> => circle(3), width: 1000, height: 720 },
            { name: "nine", story: (): ReturnType<typeof circle> => circle(9), width: 1280, height: 800 },
            { name: "nine-narrow", story: (): ReturnType<typeof circle> => circle(9), width: 400, height: 800 },
        ].map(({ name, ...shot }): Shot => ({ ...shot, name: `knot-${name}-${view}`, theme: "dark", view, then: told })),
    ),
    { name: "knot-inherited", story: inheritedEnd, theme: "dark", width: 1000, height: 720, then: told },
];
