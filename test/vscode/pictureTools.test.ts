import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { packEvents } from "../../tracer/model/packedEvents";
import type { Panel } from "../webview/page";
import { inheritedEnd } from "../webview/stories/many";
import { prefork } from "../webview/stories/prefork";
import type { Story } from "../webview/story";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: search, a card and its neighbours, the list beside, the map, panning. */
describe("tools around the diagram", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show({ events, stops }: Story, width: number, height = 720): Promise<void> {
        panel = await studio.panel("dark", width, height);
        await panel.play(events, stops, stops.at(-1));
    }

    const card = (id: string): Locator => panel.page.locator(`.card[data-node="${id}"]`);
    const marked = (attribute: string): Promise<readonly string[]> =>
        panel.page.locator(`.card[${attribute}]`).evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["node"] ?? ""));
    const scrolled = (): Promise<number> => panel.page.locator(".window").evaluate((frame) => frame.scrollTop);

    describe("search", () => {
        it("opens with Ctrl+F, goes to each place, and leaves the focus at the last", async () => {
            await show(prefork(), 1000);
            await panel.page.keyboard.press("Control+f");
            await panel.page.keyboard.type("REQUEST 6");
            await eventually(
                () => marked("data-found"),
                (ids) => ids.length === 1,
                "one card is found",
            );
            assert.deepEqual(await marked("data-found"), ["pipe14"]);
            assert.equal(await inSight("pipe14"), true);
            assert.equal(await panel.page.locator(".search .count").innerText(), "1 of 1");
            await panel.page.keyboard.press("Escape");
            assert.deepEqual(await marked("data-found"), []);
            assert.equal(await card("pipe14").evaluate((each) => each.matches(":focus")), true);
        });

        it("goes on with Enter and back with Shift+Enter, round the end, and marks the row", async () => {
            await show(inheritedEnd(), 1000);
            await panel.page.keyboard.press("Control+f");
            await panel.page.keyboard.type("write end");
            const count = panel.page.locator(".search .count");
            await count.filter({ hasText: /^1 of / }).waitFor();
            const all = Number((await count.innerText()).split(" ").at(-1));
            assert.ok(all >= 4, `${all} places`);
            await panel.page.keyboard.press("Shift+Enter");
            assert.equal(await count.innerText(), `${all} of ${all}`);
            await panel.page.keyboard.press("Enter");
            assert.equal(await count.innerText(), `1 of ${all}`);
            assert.equal(await panel.page.locator('.row[data-found="current"]').first().getAttribute("data-node"), "p1:4");
            await panel.page.locator(".search input").fill("nothing like it");
            assert.equal(await count.innerText(), "not found");
        });

        it("follows the program: what comes is found, and the current place stays", async () => {
            const story = inheritedEnd();
            await show(story, 1000);
            await panel.page.keyboard.press("Control+f");
            await panel.page.keyboard.type("pipe2");
            const count = panel.page.locator(".search .count");
            await count.filter({ hasText: /^1 of / }).waitFor();
            const before = Number((await count.innerText()).split(" ").at(-1));
            const seen = story.stops.at(-1);
            story.forked("p1", "p4", 50);
            await panel.send({ type: "events", events: packEvents(story.events.slice(seen)), runtimes: [] });
            await panel.drawn(story.events.length);
            await eventually(
                () => count.innerText(),
                (text) => text === `1 of ${before + 1}`,
                "the new process is found, too",
            );
        });
    });

    describe("a card and its neighbours", () => {
        it("stand out with N, with one step more the second time, and Esc ends it", async () => {
            await show(prefork(), 1000);
            await card("pipe15").focus();
            await panel.page.keyboard.press("n");
            await eventually(
                () => marked("data-away"),
                (ids) => ids.includes("p2"),
                "the others step back",
            );
            const away = await marked("data-away");
            for (const id of ["pipe15", "p1", "p9"]) assert.equal(away.includes(id), false, id);
            assert.ok((await panel.page.locator("g[data-away]").count()) > 10, "and so do their lines");
            const pale = await panel.page
                .locator("g[data-away]")
                .evaluateAll((all) => all.map((each) => Number(getComputedStyle(each).opacity)));
            assert.ok(Math.max(...pale) < 0.2, "so that they are hardly seen");
            await panel.page.keyboard.press("n");
            await eventually(
                () => marked("data-away"),
                (ids) => !ids.includes("p2"),
                "p1's other neighbours are back",
            );
            await panel.page.keyboard.press("Escape");
            await eventually(
                () => marked("data-away"),
                (ids) => ids.length === 0,
                "all are back",
            );
            assert.equal(await panel.page.locator("[data-away]").count(), 0);
        });
    });

    describe("the list beside", () => {
        it("says the same as text, in step, and leads to each card", async () => {
            const story = inheritedEnd();
            await show(story, 1200);
            await panel.page.keyboard.press("l");
            const entries = panel.page.locator(".beside .entry");
            await entries.first().waitFor();
            const ids = await entries.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["node"]));
            assert.deepEqual(ids.slice(0, 3), ["p1", "p2", "p3"]);
            assert.match(await panel.page.locator(".beside").innerText(), /4 pipe1, write end → ofd3/);
            const seen = story.stops.at(-1);
            story.forked("p1", "p4", 50);
            await panel.send({ type: "events", events: packEvents(story.events.slice(seen)), runtimes: [] });
            await panel.page.locator('.beside .entry[data-node="p4"]').waitFor();
            await panel.page.locator('.beside .entry[data-node="pipe2"]').click();
            assert.equal(await card("pipe2").evaluate((each) => each.matches(":focus")), true);
        });
    });

    describe("the map", () => {
        it("shows where the window is, leads elsewhere, and goes with M; a picture that fits needs none", async () => {
            await show(prefork(), 1000);
            const map = panel.page.locator(".map");
            await map.waitFor();
            assert.equal(await map.locator(".block").count(), await panel.page.locator(".card").count());
            const before = await scrolled();
            const box = await map.boundingBox();
            assert.ok(box !== null);
            await panel.page.mouse.click(box.x + box.width / 2, box.y + box.height - 8);
            await eventually(scrolled, (top) => top > before + 500, "the window is at the end");
            await panel.page.keyboard.press("m");
            await map.waitFor({ state: "hidden" });
            await panel.page.keyboard.press("m");
            await map.waitFor();
            await panel.page.setViewportSize({ width: 1900, height: 2600 });
            await map.waitFor({ state: "hidden" });
        });

        for (const width of [700, 1000, 1480]) {
            it(`covers no card by itself at ${width} pixels, wherever the window is; M shows it in any case`, async () => {
                await show(prefork(), width);
                const map = panel.page.locator(".map");
                for (const top of [0, 150, 333, 600]) {
                    await panel.page.locator(".window").evaluate((frame, to) => frame.scrollTo(0, to), top);
                    await eventually(covered, (ids) => ids.length === 0, `at ${top} it lies over nothing, or is not there`);
                }
                if ((await map.count()) > 0) await panel.page.keyboard.press("m");
                await map.waitFor({ state: "hidden" });
                await panel.page.keyboard.press("m");
                await map.waitFor();
            });
        }

        /** The cards that lie under the map. */
        function covered(): Promise<readonly string[]> {
            return panel.page.locator(".view").evaluate((view) => {
                const area = view.querySelector(".map")?.getBoundingClientRect();
                if (area === undefined) return [];
                return [...view.querySelectorAll<HTMLElement>(".card")].flatMap((card) => {
                    const box = card.getBoundingClientRect();
                    const apart = box.right <= area.left || box.left >= area.right || box.bottom <= area.top || box.top >= area.bottom;
                    return apart ? [] : [card.dataset["node"] ?? "?"];
                });
            });
        }
    });

    it("moves the picture by its ground, and not by a card", async () => {
        await show(prefork(), 1000);
        const before = await scrolled();
        await panel.page.mouse.move(345, 600);
        await panel.page.mouse.down();
        await panel.page.mouse.move(345, 380, { steps: 4 });
        await panel.page.mouse.up();
        assert.equal(await scrolled(), before + 220);
        await panel.page.mouse.move(150, 300);
        assert.equal(await panel.page.locator(".card:hover").count(), 1);
        await panel.page.mouse.down();
        await panel.page.mouse.move(150, 200, { steps: 4 });
        await panel.page.mouse.up();
        assert.equal(await scrolled(), before + 220);
    });

    function inSight(id: string): Promise<boolean> {
        return panel.page.locator(".window").evaluate((frame, node) => {
            const around = frame.getBoundingClientRect();
            const box = frame.querySelector(`.card[data-node="${node}"]`)?.getBoundingClientRect();
            return box !== undefined && box.top >= around.top && box.bottom <= around.bottom;
        }, id);
    }
});
