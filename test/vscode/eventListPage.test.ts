import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { present } from "../present";
import { Studio } from "../webview/page";
import { RecordedTrace } from "../webview/recordedTrace";
import type { ReviewPanel } from "../webview/reviewPanel";
import { eventually } from "./eventually";

/** So many that a list has to be scrolled. */
const command = "i=0; while [ $i -lt 40 ]; do echo $i; i=$((i + 1)); done | cat; echo a long line of text | cat";
const units: Readonly<Record<string, number>> = { s: 1e9, ms: 1e6, µs: 1e3, ns: 1 };

/** The list of a trace's events: in the order that one likes, by keys from row to row, and copied. */
describe("the list of a trace's events", () => {
    let studio: Studio;
    let trace: RecordedTrace;
    let panel: ReviewPanel;

    before(async () => {
        trace = new RecordedTrace(command);
        studio = await Studio.open();
    });
    after(async () => {
        trace.remove();
        await studio.close();
    });
    beforeEach(async () => {
        panel = await studio.review("dark", 1500, 900);
        await panel.open(trace.file);
        await panel.page.locator("#tab-events").click();
        await list(".row.current").waitFor();
    });
    afterEach(async () => {
        assert.deepEqual(panel.problems, []);
        await panel.close();
    });

    const list = (part: string, options?: { readonly hasText: string | RegExp }): Locator =>
        panel.page.locator(`ipc-event-list ${part}`, options);
    const sortBy = (title: string): Promise<void> => list(".head button", { hasText: new RegExp(`^${title}`) }).click();
    /** The last column of the rows that are there, from the first on. */
    const took = async (): Promise<readonly number[]> => {
        const texts = await list(".row > :last-child").allInnerTexts();
        return texts.map((text) => {
            const [value, unit = ""] = text.split(" ");
            return text === "" ? 0 : Number(value) * present(units[unit]);
        });
    };
    /** Whether all of the row can be seen. */
    const currentIsInSight = (): Promise<boolean> =>
        list(".list").evaluate((element) => {
            const row = element.querySelector(".row.current")?.getBoundingClientRect();
            const frame = element.getBoundingClientRect();
            return row !== undefined && row.top >= frame.top && row.bottom <= frame.bottom;
        });

    it("has the longest calls first, then the shortest, and the most bytes", async () => {
        await sortBy("Took");
        await eventually(took, ([first = 0, ...rest]) => first > 0 && rest.every((each) => each <= first), "the longest stand first");
        const longest = await took();
        assert.deepEqual(
            longest,
            longest.toSorted((one, other) => other - one),
        );
        await list(".head button", { hasText: "Took ↓" }).waitFor();
        await sortBy("Took");
        await eventually(took, ([first = 0]) => first < present(longest[0]), "the shortest stand first");
        await sortBy("Bytes");
        await list(".head button", { hasText: "Bytes ↓" }).waitFor();
        await list("summary").click();
        await list("label", { hasText: "Bytes" }).click();
        const bytes = async (): Promise<readonly number[]> =>
            (await list(".row > :nth-last-child(2)").allInnerTexts()).map((text) => Number(text.replaceAll(",", "")));
        const most = await eventually(bytes, ([first]) => first !== undefined && first > 0, "the column is there");
        assert.deepEqual(
            most,
            most.toSorted((one, other) => other - one),
        );
    });

    it("leads by keys from row to row in any order, and keeps the current one in sight", async () => {
        await panel.page.setViewportSize({ width: 1000, height: 600 });
        for (const order of ["Time", "Took", "Bytes"]) {
            await sortBy(order);
            await list(".row").first().click();
            await eventually(currentIsInSight, (isThere) => isThere, `${order}: the first row is current`);
            await list(".list").focus();
            const pressed = 15;
            const visited = new Set([await list(".row.current").getAttribute("id")]);
            for (let press = 0; press < pressed; press++) {
                const before = await list(".row.current").getAttribute("id");
                await panel.page.keyboard.press("ArrowDown");
                await eventually(
                    () => list(".row.current").getAttribute("id"),
                    (id) => id !== before,
                    "another row",
                );
                await eventually(currentIsInSight, (isThere) => isThere, `${order}: the row is in sight`);
                visited.add(await list(".row.current").getAttribute("id"));
            }
            assert.equal(visited.size, pressed + 1, `${order}: every row once`);
        }
    });

    it("copies what was found as JSON, as `ipcscope events --json` says it", async () => {
        await panel.page.locator(".query").fill('kind:bytesRead "a long line of text"');
        await panel.page.locator(".matches").filter({ hasText: /^1 of/ }).waitFor();
        await list(".total", { hasText: "1 found" }).waitFor();
        await list(".head button", { hasText: "JSON" }).click();
        await panel.until(({ type }) => type === "copy");
        const copied = (await panel.told()).find(({ type }) => type === "copy");
        assert.ok(copied?.type === "copy");
        const [event, ...others] = copied.text
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as Record<string, unknown>);
        assert.deepEqual(others, []);
        assert.equal(event?.["kind"], "bytesRead");
        assert.equal(event["length"], 20);
        assert.match(String(event["data"]), /^a long line of text/);
    });

    it("gives what happened more room than a column without a word", async () => {
        await panel.page.setViewportSize({ width: 1000, height: 800 });
        const row = list(".row").first();
        const widths = await eventually(
            () => row.locator("span").evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width)),
            (all) => all.length > 0,
            "a row",
        );
        const text = present(await row.locator(".text").boundingBox()).width;
        assert.equal(text, Math.max(...widths));
        for (const part of [".total", "summary", ".head button"]) {
            for (const each of await list(part).all()) {
                assert.ok(await each.evaluate((element) => element.scrollWidth <= element.clientWidth + 1), `${part} is cut off`);
            }
        }
    });
});
