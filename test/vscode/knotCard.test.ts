import assert from "node:assert/strict";
import type { Panel } from "../webview/page";
import { bothReadFirst, circle } from "../webview/stories/circle";
import type { ViewChoice } from "../../webview/protocol/viewChoice";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: processes that keep each other from going on are drawn as a circle. */
describe("a circle of waits in the diagram page", () => {
    const studio = studioForTests();
    let panel: Panel;

    const text = (): Promise<string> => panel.page.locator(".knot").innerText();
    const marked = (what: string): Promise<readonly string[]> =>
        panel.page
            .locator(`.world ${what}[data-knot]`)
            .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["node"] ?? "").sort());

    async function show(story: ReturnType<typeof circle>, width: number, view: ViewChoice): Promise<void> {
        panel = await studio.panel("dark", width, 800, 1, view);
        await panel.play(story.events, story.stops);
        await panel.page.locator(".knot").waitFor();
    }

    it("names calls, lines and who could help, and marks the cards and the descriptors by which they could", async () => {
        await show(bothReadFirst(), 1000, "tables");
        assert.deepEqual((await text()).split(/\n+/), [
            "Nobody can move",
            "2 processes · 2 pipes",
            ...["p2", "talk", "read(5) talk.c:21", "only p3 could write"],
            ...["p3", "talk", "read(3) talk.c:31", "only p2 could write"],
            "One of them has to send first. Because of them p1 waits, too.",
        ]);
        await eventually(
            () => marked(".card"),
            (ids) => ids.join() === "p2,p3",
            "the cards are marked",
        );
        assert.deepEqual(await marked(".row"), ["p2:4", "p3:6"]);
    });

    it("folds to one line, and leads to a card", async () => {
        await show(circle(3), 400, "channels");
        await eventually(
            () => marked(".card"),
            (ids) => ids.join() === "p1,p2,p3",
            "the cards are marked",
        );
        await panel.page.locator(".knot .who").last().click();
        assert.equal(await panel.page.locator('.card[data-node="p2"]').evaluate((card) => card.matches(":focus")), true);
        await panel.page.locator(".knotHead").click();
        await eventually(text, (said) => said.includes("p1 → p3 → p2 → p1"), "it is folded");
        assert.doesNotMatch(await text(), /could write/);
    });
});
