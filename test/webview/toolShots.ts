/** Pictures of what stands around the diagram: the narrow header, the menu, search, the list, the map, the presentation. */
import type { Panel } from "./page";
import type { Shot } from "./shotList";
import { lsWc } from "./stories/lsWc";
import { inheritedEnd } from "./stories/many";
import { prefork } from "./stories/prefork";
import type { ThemeName } from "./themes";

const all: readonly ThemeName[] = ["dark", "light", "hc-black", "hc-light"];

function press(...keys: readonly string[]): (panel: Panel) => Promise<void> {
    return async (panel) => {
        for (const key of keys) await panel.page.keyboard.press(key);
        await panel.page.waitForTimeout(300);
    };
}

export const toolShots: readonly Shot[] = [
    { name: "tools-narrow", story: lsWc, theme: "dark", width: 400, height: 800, stop: 8 },
    ...all.map((theme): Shot => ({
        name: `tools-menu-${theme}`,
        story: lsWc,
        theme,
        width: 700,
        height: 600,
        stop: 8,
        then: (panel) => panel.page.locator(".menu summary").click(),
    })),
    { name: "tools-presentation", story: inheritedEnd, theme: "light", width: 1900, height: 1000, stop: -1, then: press("p") },
    { name: "tools-presentation-prefork", story: prefork, theme: "dark", width: 1280, height: 800, stop: -1, then: press("p") },
    ...all.map((theme): Shot => ({
        name: `tools-search-${theme}`,
        story: prefork,
        theme,
        width: 1000,
        height: 720,
        stop: -1,
        then: async (panel) => {
            await panel.page.keyboard.press("Control+f");
            await panel.page.keyboard.type("pipe4");
            await panel.page.keyboard.press("Enter");
            await panel.page.waitForTimeout(300);
        },
    })),
    { name: "tools-search-narrow", story: prefork, theme: "light", width: 400, height: 800, stop: -1, then: press("Control+f", "9") },
    {
        name: "tools-focus",
        story: prefork,
        theme: "dark",
        width: 1900,
        height: 1000,
        stop: -1,
        then: async (panel) => {
            await panel.page.locator('.card[data-node="p3"]').focus();
            await press("n")(panel);
        },
    },
    ...all.map((theme): Shot => ({
        name: `tools-list-${theme}`,
        story: inheritedEnd,
        theme,
        width: 1300,
        height: 800,
        stop: -1,
        then: press("l"),
    })),
    { name: "tools-list-narrow", story: inheritedEnd, theme: "dark", width: 400, height: 800, stop: -1, then: press("l") },
];
