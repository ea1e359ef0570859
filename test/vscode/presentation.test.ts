import assert from "node:assert/strict";
import { play } from "../unit/script";
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
    const sticksOut = (): Promise<number> =>
        header().evaluate((element) => {
            const edge = element.getBoundingClientRect().right;
            return [...element.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > edge + 0.5).length;
        });
    /** So much of them that it says something, or nothing. In pixels. */
    const fewest = 60;
    const countsAreReadable = (): Promise<boolean> =>
        header()
            .locator(".counts")
            .evaluate((counts, least) => counts.clientWidth === 0 || counts.clientWidth >= Math.min(least, counts.scrollWidth), fewest);
    const firstCard = (): Promise<number> =>
        panel.page.locator('.card[data-node="p1"] .name').evaluate((name) => name.getBoundingClientRect().height);

    it("keeps all of the bar in the window, however narrow, beside the button of a runtime", async () => {
        const { events } = play("p1 exec node app.ts\np1 epoll 3\np1 pipe 4 5 O_CLOEXEC\np1 socketpair 9 10\np1 stops");
        panel = await studio.panel("dark", 1100, 700);
        await panel.play(events, [events.length]);
        await header().locator(".runtimes").waitFor();
        for (const width of [1100, 1070, 1000, 930, 900, 790, 765, 700, 600, 540, 500, 420, 320]) {
            await panel.page.setViewportSize({ width, height: 700 });
            await eventually(sticksOut, (out) => out === 0, `nothing sticks out at ${width} pixels`);
            assert.ok(await countsAreReadable(), `no remnant of the counts at ${width} pixels`);
            assert.equal(await header().locator(".phase .event").isVisible(), true, `${width}`);
            assert.equal(await header().locator(".runtimes").isVisible(), true, `${width}`);
        }
    });

    it("keeps the switches, the number of the event and the menu at 400 pixels, and nothing sticks out", async () => {
        await show(400);
        for (const part of [".layers", ".percent", ".phase .event", ".menu summary", ".subject"]) {
            assert.equal(await header().locator(part).isVisible(), true, part);
        }
        assert.match(await header().locator(".phase").innerText(), /stopped · event 31/);
        assert.equal(await sticksOut(), 0);
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
