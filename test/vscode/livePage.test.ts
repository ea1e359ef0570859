import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { packEvents } from "../../tracer/model/packedEvents";
import type { Panel } from "../webview/page";
import { lsWc } from "../webview/stories/lsWc";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The timeline below running programs, in a browser alone. */
describe("the timeline of the diagram's page", () => {
    const studio = studioForTests();
    const { events, stops } = lsWc();
    const last = stops.at(-1) ?? 0;
    let panel: Panel;

    beforeEach(async () => {
        panel = await studio.panel("dark", 1000, 860, 1, "tables", true);
        await panel.play(events, stops, last);
        await at(`${last} / ${last}`);
    });

    const locator = (selector: string): Locator => panel.page.locator(selector);
    const at = (text: string): Promise<void> => panel.page.locator("ipc-live .at", { hasText: new RegExp(`^${text}$`) }).waitFor();
    const phase = (text: string): Promise<string> =>
        eventually(
            () => locator("header .phase").innerText(),
            (shown) => shown === text,
            `the header says ${text}`,
        );
    const press = async (...keys: readonly string[]): Promise<void> => {
        await locator("canvas.lanes").focus();
        for (const key of keys) await panel.page.keyboard.press(key);
    };

    it("has a row for each process, and goes back and forth by keys", async () => {
        const rows = await locator("ipc-timeline .label").allInnerTexts();
        assert.deepEqual(
            rows.map((text) => text.split(/\s+/)),
            [
                ["p1", "wc"],
                ["p2", "ls"],
            ],
        );
        await press("Home");
        await phase("looking back · event 1");
        await press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft");
        await phase("looking back · event 3");
        await at(`3 / ${last}`);
        await press("End");
        await phase(`stopped · event ${last}`);
        assert.equal(await locator("ipc-live .now").getAttribute("aria-pressed"), "true");
    });

    it("goes to the event that is clicked, and returns by the button", async () => {
        await locator("canvas.lanes").click({ position: { x: 4, y: 40 } });
        await phase("looking back · event 1");
        await locator("ipc-live .now").click();
        await phase(`stopped · event ${last}`);
    });

    it("grows while one looks back, and is at the present again when the program stops", async () => {
        await press("Home");
        await phase("looking back · event 1");
        await panel.send({ type: "events", events: packEvents(events.slice(last)), runtimes: [] });
        await at(`1 / ${events.length}`);
        await phase("looking back · event 1");
        await panel.send({ type: "stopped", process: "p1", sentAt: Date.now() });
        await phase(`stopped · event ${events.length}`);
        await at(`${events.length} / ${events.length}`);
    });

    it("leads back to what a line of source did last, and then to what it did before", async () => {
        const ofLine = events.filter(({ source }) => source?.line === 26);
        const line = { type: "line", file: ofLine[0]?.source?.file ?? "", line: 26 } as const;
        assert.equal(ofLine.at(-1)?.seq, last, "the program stands there");
        for (const { seq } of ofLine.slice(0, -1).reverse()) {
            await panel.send(line);
            await phase(`looking back · event ${seq}`);
            await at(`${seq} / ${last}`);
        }
    });

    it("is hidden and shown by a key, and looks back no longer when it is hidden", async () => {
        await press("Home");
        await phase("looking back · event 1");
        await locator("ipc-diagram .window").hover();
        await panel.page.keyboard.press("h");
        await locator("ipc-timeline").waitFor({ state: "detached" });
        await phase(`stopped · event ${last}`);
        await panel.page.keyboard.press("h");
        await at(`${last} / ${last}`);
    });
});
