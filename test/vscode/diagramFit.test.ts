import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { packEvents } from "../../tracer/model/packedEvents";
import { eventually } from "./eventually";
import type { Panel } from "../webview/page";
import { crowd } from "../webview/stories/crowd";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import type { Story } from "../webview/story";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: what is in sight when the user asks for everything, at the end, and with the next program. */
describe("what the diagram page has in sight", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show({ events, stops }: Story, stop: number, width: number): Promise<void> {
        panel = await studio.panel("dark", width, 720);
        await panel.play(events, stops, stops[stop]);
    }

    const card = (id: string): Locator => panel.page.locator(`.card[data-node="${id}"]`);
    const frame = (): Locator => panel.page.locator(".window");

    it("fits all into the window, however small, and goes back to what was before", async () => {
        await show(crowd(), 2, 1000);
        const before = (await places()).get("p3");
        await card("p1").press("f");
        await panel.page.locator(".percent", { hasNotText: "100 %" }).waitFor();
        assert.deepEqual(await outOfSight(), []);
        await card("p1").press("0");
        await panel.page.locator(".percent", { hasText: "100 %" }).waitFor();
        await eventually(
            async () => (await places()).get("p3"),
            (place) => place === before,
            "p3 stands where it stood before",
        );
    });

    it("shows what remains when all has ended, though the user looked at the lowest card", async () => {
        const { events, stops } = preforkEnds();
        await show(preforkEnds(), stops.length - 1, 780);
        await panel.send({ type: "running" });
        await frame().evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await panel.send({ type: "events", events: packEvents(events.slice(stops.at(-1))), runtimes: [] });
        await panel.send({ type: "ended", message: null });
        await panel.drawn(events.length);
        await card("p1").waitFor();
        assert.equal(await panel.page.locator(".card").count(), 7);
        assert.deepEqual(await outOfSight(), []);
    });

    it("begins the next program at the top, at the size that the user had chosen", async () => {
        await show(prefork(), prefork().stops.length - 1, 780);
        await card("p1").press("f");
        await panel.page.locator(".percent", { hasNotText: "100 %" }).waitFor();
        await panel.send({ type: "reset", title: "again", live: true });
        await panel.send({ type: "events", events: packEvents(prefork().events), runtimes: [] });
        await panel.page.locator(".percent", { hasText: "100 %" }).waitFor();
        await card("p9").waitFor();
        assert.equal(await frame().evaluate((element) => element.scrollTop), 0);
    });

    it("moves nothing that is fitted when so much comes that it overflows", async () => {
        const story = prefork();
        await show(story, story.stops.length - 1, 780);
        await card("p1").press("f");
        await panel.page.locator(".percent", { hasNotText: "100 %" }).waitFor();
        const before = await places();
        const seen = story.events.length;
        for (let number = 10; number < 40; number += 1) story.forked("p1", `p${number}`, 50);
        await panel.send({ type: "events", events: packEvents(story.events.slice(seen)), runtimes: [] });
        await panel.drawn(story.events.length);
        await new Promise((resolve) => setTimeout(resolve, 200));
        assert.ok((await outOfSight()).includes("p39"), "it overflows");
        const now = await places();
        for (const [id, place] of before) assert.deepEqual(now.get(id), place, `${id} stays`);
    });

    it("keeps what is fitted when the panel becomes higher, and fits anew when it becomes wider", async () => {
        await show(prefork(), prefork().stops.length - 1, 780);
        await card("p1").press("f");
        const percent = panel.page.locator(".percent");
        await percent.filter({ hasNotText: "100 %" }).waitFor();
        const fitted = await percent.innerText();
        await panel.page.setViewportSize({ width: 780, height: 900 });
        await new Promise((resolve) => setTimeout(resolve, 100));
        assert.equal(await percent.innerText(), fitted);
        await panel.page.setViewportSize({ width: 1400, height: 900 });
        await percent.filter({ hasNotText: fitted }).waitFor();
        assert.deepEqual(await outOfSight(), []);
    });

    async function places(): Promise<ReadonlyMap<string, string>> {
        const all = await panel.page.locator(".card").evaluateAll((cards) =>
            cards.map((each) => {
                const { style, dataset } = each as HTMLElement;
                return [dataset["node"] ?? "", `${style.left} ${style.top} ${style.width}`] as const;
            }),
        );
        return new Map(all);
    }

    /** Cards of which a part is outside the window. */
    function outOfSight(): Promise<readonly string[]> {
        return frame().evaluate((element) => {
            const around = element.getBoundingClientRect();
            return [...element.querySelectorAll<HTMLElement>(".card")].flatMap((each) => {
                const { left, right, top, bottom } = each.getBoundingClientRect();
                const inside = left >= around.left && right <= around.right && top >= around.top && bottom <= around.bottom;
                return inside ? [] : [each.dataset["node"] ?? ""];
            });
        });
    }
});
