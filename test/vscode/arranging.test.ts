import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Panel } from "../webview/page";
import { inheritedEnd } from "../webview/stories/many";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: cards that are dragged, moved with the keyboard, and pinned. */
describe("arranging cards", () => {
    const studio = studioForTests();
    let panel: Panel;

    beforeEach(async () => {
        const { events, stops } = inheritedEnd();
        panel = await studio.panel("dark", 1900, 1000);
        await panel.play(events, stops, stops.at(-1));
    });

    const card = (id: string): Locator => panel.page.locator(`.card[data-node="${id}"]`);
    const top = (id: string): Promise<number> => card(id).evaluate((each) => Number.parseFloat((each as HTMLElement).style.top));

    async function drag(id: string, down: number): Promise<void> {
        const box = await card(id).locator(".name").boundingBox();
        assert.ok(box !== null);
        await panel.page.mouse.move(box.x + 5, box.y + 5);
        await panel.page.mouse.down();
        await panel.page.mouse.move(box.x + 5, box.y + 5 + down / 2, { steps: 3 });
        await panel.page.mouse.move(box.x + 5, box.y + 5 + down, { steps: 3 });
    }

    it("takes a card by its head to where it is dropped; the others stay, and it is pinned", async () => {
        const before = await top("p2");
        const others = [await top("p1"), await top("p3"), await top("pipe1")];
        await drag("p2", 300);
        assert.equal(await card("p2").getAttribute("data-dragging"), "");
        await panel.page.mouse.up();
        await eventually(
            () => top("p2"),
            (now) => Math.abs(now - before - 300) < 4,
            "it stands where it was dropped",
        );
        assert.deepEqual([await top("p1"), await top("p3"), await top("pipe1")], others);
        assert.equal(await card("p2").getAttribute("data-pinned"), "");
        assert.equal(await card("p2").evaluate((each) => (each as HTMLElement).style.translate), "");
    });

    it("lets go when Esc is pressed on the way", async () => {
        const before = await top("p2");
        await drag("p2", 300);
        await panel.page.keyboard.press("Escape");
        await panel.page.mouse.up();
        assert.equal(await top("p2"), before);
        assert.equal(await card("p2").getAttribute("data-pinned"), null);
    });

    it("moves the focused card behind the next one with Alt and an arrow, and unpins it with K", async () => {
        await card("pipe1").focus();
        const order = async (): Promise<boolean> => (await top("pipe1")) > (await top("pipe2"));
        assert.equal(await order(), false);
        await panel.page.keyboard.press("Alt+ArrowDown");
        await eventually(order, (isBelow) => isBelow, "pipe1 is below pipe2");
        assert.equal(await card("pipe1").getAttribute("data-pinned"), "");
        await panel.page.keyboard.press("k");
        await panel.page.locator(".said", { hasText: "no longer pinned" }).waitFor();
        assert.equal(await card("pipe1").getAttribute("data-pinned"), null);
        await panel.page.keyboard.press("Alt+ArrowUp");
        await eventually(order, (isBelow) => !isBelow, "and above it again");
    });

    it("does not unfold a card of Channels that was dragged", async () => {
        await panel.page.locator(".half", { hasText: "Channels" }).click();
        await panel.page.locator(".world.chart").waitFor();
        const before = await top("p2");
        await drag("p2", 120);
        await panel.page.mouse.up();
        await eventually(
            () => top("p2"),
            (now) => Math.abs(now - before - 120) < 4,
            "it stands where it was dropped",
        );
        assert.equal(await card("p2").locator(".row").count(), 0);
    });
});
