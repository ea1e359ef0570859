import assert from "node:assert/strict";
import type { Panel } from "../webview/page";
import { inheritedEnd, jobServer } from "../webview/stories/many";
import type { Story } from "../webview/story";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: at a stop, who stopped, what it waits for and who could end that are in the picture. */
describe("the cause in the diagram page", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show(story: Story, width: number, height: number): Promise<void> {
        panel = await studio.panel("dark", width, height);
        const last = story.stops.at(-1);
        await panel.play(story.events, story.stops, last);
    }

    const chips = (): Promise<readonly string[]> =>
        panel.page.locator(".cause .chip").evaluateAll((all) => all.map((chip) => (chip as HTMLElement).dataset["node"] ?? ""));

    it("is in sight without a word where the window is large enough", async () => {
        await show(inheritedEnd(), 1900, 1000);
        assert.deepEqual(await chips(), []);
        for (const id of ["p1", "p2", "pipe1", "p3"]) assert.ok(await inSight(id), `${id} is in sight`);
        assert.match(await panel.page.locator("footer .explanation").innerText(), /p2 waits in read\(0\) at pipe1: .*p3's descriptor 4/);
    });

    it("is told in one line where the window is too small for it, and each card can be gone to", async () => {
        await show(inheritedEnd(), 420, 480);
        await eventually(chips, (all) => all.length > 0, "the line is there");
        assert.deepEqual([...new Set(await chips())], ["p1", "p2", "pipe1", "p3", "pipe2"]);
        assert.equal(await inSight("p3"), false);
        await panel.page.locator('.cause .chip[data-node="p3"]').first().click();
        assert.equal(await inSight("p3"), true);
        assert.equal(await panel.page.locator('.card[data-node="p3"]').evaluate((card) => card.matches(":focus")), true);
    });

    it("goes when everything is in sight after all", async () => {
        await show(jobServer(), 900, 420);
        await eventually(chips, (all) => all.length > 0, "the line is there");
        await panel.page.setViewportSize({ width: 1900, height: 1400 });
        await eventually(chips, (all) => all.length === 0, "the line has gone");
    });

    function inSight(id: string): Promise<boolean> {
        return panel.page.locator(".window").evaluate((frame, node) => {
            const around = frame.getBoundingClientRect();
            const box = frame.querySelector(`.card[data-node="${node}"]`)?.getBoundingClientRect();
            return box !== undefined && box.top >= around.top && box.top + 40 <= around.bottom;
        }, id);
    }
});
