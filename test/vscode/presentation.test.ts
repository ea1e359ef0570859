import assert from "node:assert/strict";
import type { Panel } from "../webview/page";
import { lsWc } from "../webview/stories/lsWc";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: the side column, the menu, and the picture for a projector. */
describe("the diagram page in a side column and on a projector", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show(width: number, height = 800): Promise<void> {
        const { events, stops } = lsWc();
        panel = await studio.panel("dark", width, height);
        await panel.play(events, stops, stops[8]);
    }

    const header = (): ReturnType<Panel["page"]["locator"]> => panel.page.locator("header");
    const firstCard = (): Promise<number> =>
        panel.page.locator('.card[data-node="p1"] .name').evaluate((name) => name.getBoundingClientRect().height);

    it("keeps the switches, the number of the event and the menu at 400 pixels, and nothing sticks out", async () => {
        await show(400);
        for (const part of [".layers", ".percent", ".phase .event", ".menu summary", ".subject"]) {
            assert.equal(await header().locator(part).isVisible(), true, part);
        }
        assert.match(await header().locator(".phase").innerText(), /stopped · event 31/);
        const out = await header().evaluate((element) => {
            const edge = element.getBoundingClientRect().right;
            return [...element.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > edge + 0.5).length;
        });
        assert.equal(out, 0);
    });

    it("shows the diagram and the sentence alone, in larger type, and Esc ends that", async () => {
        await show(1600, 1000);
        const before = await firstCard();
        await panel.page.keyboard.press("p");
        await eventually(firstCard, (height) => height > before * 1.5, "names are larger");
        assert.equal(await header().isVisible(), false);
        assert.equal(await panel.page.locator("footer .headline").isVisible(), true);
        await panel.page.keyboard.press("Escape");
        await eventually(firstCard, (height) => height === before, "names are as large as before");
        assert.equal(await header().isVisible(), true);
    });

    it("does the same when VS Code's command asks for it", async () => {
        await show(1600, 1000);
        await panel.send({ type: "do", command: "presentation" });
        await header().waitFor({ state: "hidden" });
        await panel.send({ type: "do", command: "presentation" });
        await header().waitFor({ state: "visible" });
    });

    it("has a menu that the keyboard opens, walks through and leaves", async () => {
        await show(700);
        await header().locator(".menu summary").focus();
        await panel.page.keyboard.press("Enter");
        await panel.page.keyboard.press("ArrowDown");
        const focused = panel.page.locator(".items button:focus");
        assert.equal(await focused.count(), 1);
        await panel.page.keyboard.press("Escape");
        assert.equal(await panel.page.locator(".items").isVisible(), false);
        assert.equal(await header().isVisible(), true);
    });
});
