import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { reviewTrace } from "../../tracer/cli/reviewTrace";
import { scrub } from "../webview/scrub";
import { Studio } from "../webview/page";
import { RecordedTrace } from "../webview/recordedTrace";
import type { ReviewPanel } from "../webview/reviewPanel";
import { present } from "../present";
import { eventually } from "./eventually";

/** The page of a trace alone in a browser: every part of it says the same of the same event. */
describe("the page of a trace", () => {
    let studio: Studio;
    let trace: RecordedTrace;
    let panel: ReviewPanel;

    before(async () => {
        trace = new RecordedTrace();
        studio = await Studio.open();
    });
    after(async () => {
        trace.remove();
        await studio.close();
    });
    beforeEach(async () => {
        panel = await studio.review("dark", 1500, 900);
        await panel.open(trace.file);
    });
    afterEach(async () => {
        assert.deepEqual(panel.problems, [], "the page reports no errors and breaks no rule of its policy");
        await panel.close();
    });

    const locator = (selector: string, options?: { readonly hasText: string | RegExp }): Locator => panel.page.locator(selector, options);
    const title = (): Promise<string> => locator(".moment h3").innerText();
    const search = async (text: string, matches: RegExp): Promise<void> => {
        await locator(".query").fill(text);
        await locator(".matches").filter({ hasText: matches }).waitFor();
    };
    /** Enter in the field goes to the next that was found. */
    const goToFound = async (text: string): Promise<void> => {
        await search(text, /^1 of/);
        await locator(".query").press("Enter");
        await panel.page.keyboard.press("Escape");
    };

    it("opens it with the diagram, a row for each process, and the event at the cursor", async () => {
        assert.match(await locator(".bar .name").innerText(), /hello\.ipctrace.*\d processes · \d+ events/s);
        const rows = await locator("ipc-timeline .label").allInnerTexts();
        assert.deepEqual(
            rows.map((text) => text.split(/\s/)[0]),
            ["p1", "p2", "p3"],
        );
        await locator('.card.process[data-node="p1"]').waitFor();
        assert.equal(await locator(".moment").getAttribute("aria-label"), "Event 1");
    });

    it("leads from bytes that were read to the write, and back", async () => {
        await goToFound('kind:bytesRead object:pipe* "hello"');
        await eventually(title, (text) => /^read\(0.*\) = 6$/.test(text), "cat's read is found");
        assert.match(await locator(".hex").innerText(), /68 65 6c 6c 6f 0a\s+hello·/);
        // A write that another process interrupts is told of when it begins.
        const origin = locator(".event-link", { hasText: "all 6 bytes" });
        assert.match(await origin.innerText(), /write\(1.*\) (= 6|…) by p2/);
        await origin.locator(".to").click();
        await eventually(title, (text) => /^write\(1.*\) (= 6|…)$/.test(text), "the write is shown");
        const taker = locator(".event-link", { hasText: "all 6 bytes" });
        assert.match(await taker.innerText(), /read\(0.*\) = 6 by p3/);
        await taker.locator(".to").click();
        await eventually(title, (text) => /^read\(0/.test(text), "and the read again");
    });

    it("goes by keys: event by event, in this process, at this object, to both ends", async () => {
        const total = Number((await locator(".at").innerText()).split("/")[1]?.trim());
        const timeline = locator("canvas.lanes");
        const at = async (): Promise<number> => Number(await timeline.getAttribute("aria-valuenow"));
        const press = async (key: string, holds: (seq: number) => boolean, what: string): Promise<number> => {
            await panel.page.keyboard.press(key);
            return eventually(at, holds, what);
        };
        await timeline.focus();
        await press("End", (seq) => seq === total, "End");
        await press("ArrowLeft", (seq) => seq === total - 1, "left");
        await press("Home", (seq) => seq === 1, "Home");
        await press("ArrowRight", (seq) => seq === 2, "right");
        await goToFound('kind:bytesRead object:pipe* "hello"');
        const read = await eventually(at, (seq) => seq > 2, "the read");
        await timeline.focus();
        await press("Alt+ArrowRight", (seq) => seq > read, "the next of the pipe");
        assert.match(await locator(".moment dl").innerText(), /pipe\d/);
        await press("Alt+ArrowLeft", (seq) => seq === read, "back at the pipe");
        await press("Shift+ArrowRight", (seq) => seq > read, "the next of the process");
        await eventually(
            () => locator(".who").innerText(),
            (who) => who === "p3",
            "an event of the same process is shown",
        );
        assert.match((await timeline.getAttribute("aria-valuetext")) ?? "", /^event \d+: ./);
    });

    it("shows at each event what the model says, whichever way the cursor came", async () => {
        await panel.page.setViewportSize({ width: 1900, height: 1500 }); // In less room what is quiet is folded away.
        const timeline = locator("canvas.lanes");
        await timeline.focus();
        await scrub(await reviewTrace(trace.file), {
            page: panel.page,
            jump: (seq) => panel.setOut(seq),
            step: (direction) => timeline.press(direction === 1 ? "ArrowRight" : "ArrowLeft"),
            drawn: (seq) => panel.shows(seq),
        });
    });

    it("goes by keys from a card of the diagram to its next event, and back", async () => {
        const at = async (): Promise<number> => Number(await locator("canvas.lanes").getAttribute("aria-valuenow"));
        await goToFound('kind:bytesRead object:pipe* "hello"');
        const read = await eventually(at, (seq) => seq > 2, "the read");
        const pipe = present(/pipe\d+/.exec(await locator(".moment dl").innerText())?.[0]);
        for (const card of [pipe, "p3"]) {
            await locator(`.card[data-node="${card}"]`).focus();
            await panel.page.keyboard.press(".");
            await eventually(at, (seq) => seq > read, "an event of the card after");
            await panel.page.keyboard.press(",");
            await eventually(at, (seq) => seq === read, "and back: the card has kept the focus");
        }
        await locator('.card.process[data-node="p1"]').focus();
        await panel.page.keyboard.press(".");
        await eventually(
            () => locator(".who").innerText(),
            (who) => who === "p1",
            "an event of another process",
        );
    });

    it("finds and filters, and says what makes no sense", async () => {
        await search("process:p3 kind:bytesRead", /^\d+ of \d+$/);
        const found = Number((await locator(".matches").innerText()).split(" ")[0]);
        await locator("#tab-events").click();
        await eventually(
            () => locator("ipc-event-list .total").innerText(),
            (text) => text === `${found} found`,
            "the list holds what was found",
        );
        for (const row of await locator("ipc-event-list .row").allInnerTexts()) assert.match(row, /p3/);
        await locator(".query").fill("colour:red");
        await locator(".search-error").filter({ hasText: "knows no 'colour:'" }).waitFor();
        assert.equal(await locator(".query").getAttribute("aria-invalid"), "true");
    });

    it("copies all rows of the list, or those of the selected stretch, and says how many", async () => {
        const copied = async (): Promise<string> => {
            const before = (await panel.told()).length;
            await locator("ipc-event-list button", { hasText: /^Copy$/ }).click();
            await panel.until((message, index) => index >= before && message.type === "copy");
            const last = (await panel.told()).findLast(({ type }) => type === "copy");
            return last?.type === "copy" ? last.text : "";
        };
        await locator("#tab-events").click();
        await locator("ipc-event-list .total")
            .filter({ hasText: /^[1-9]/ })
            .waitFor();
        const total = Number((await locator("ipc-event-list .total").innerText()).split(" ")[0]);
        const all = (await copied()).trimEnd().split("\n");
        assert.equal(all.length, total);
        await locator("ipc-event-list .total", { hasText: `${total} rows copied` }).waitFor();
        await search("process:p3 kind:bytesRead", /^\d+ of \d+$/);
        const found = Number((await locator(".matches").innerText()).split(" ")[0]);
        await locator("ipc-event-list .total", { hasText: `${found} found` }).waitFor();
        const some = (await copied()).trimEnd().split("\n");
        assert.equal(some.length, found);
        for (const line of some) assert.match(line, /\tp3\tp?read/);
    });

    it("has the columns that one likes, also when it is opened again", async () => {
        await locator("#tab-events").click();
        const first = locator("ipc-event-list .row").first();
        await first.waitFor();
        const before = await first.locator("span").count();
        await locator("ipc-event-list summary").click();
        await locator("ipc-event-list label", { hasText: "Kind" }).click();
        await eventually(
            () => first.locator("span").count(),
            (count) => count === before + 1,
            "there is a column more",
        );
        assert.match(await first.innerText(), /processStarted/);
        await locator("ipc-event-list label", { hasText: "Process" }).click();
        await eventually(
            () => first.locator("span").count(),
            (count) => count === before,
            "and one less",
        );
        await locator("#tab-event").click();
        await locator("#tab-events").click();
        await eventually(
            () => first.innerText(),
            (text) => text.includes("processStarted"),
            "the columns are those that were chosen",
        );
    });

    it("adds up a range", async () => {
        const box = present(
            await eventually(
                () => locator("canvas.lanes").boundingBox(),
                (place) => place !== null && place.width > 1000,
                "the rows have been laid out",
            ),
        );
        await panel.page.mouse.move(box.x + 2, box.y + 60);
        await panel.page.mouse.down();
        await panel.page.mouse.move(box.x + box.width / 2, box.y + 62);
        await panel.page.mouse.move(box.x + box.width - 1, box.y + 62);
        await panel.page.mouse.up();
        await locator(".sums")
            .filter({ hasText: /selected .*: [\d,]+ calls · [\d,]+ events · [\d,]+ bytes/ })
            .waitFor();
        await locator("canvas.lanes").press("Escape");
        await eventually(
            () => locator(".sums").innerText(),
            (text) => text === "",
            "Escape ends it",
        );
    });

    it("tells the extension of a bookmark and its note, and shows them", async () => {
        await locator("canvas.lanes").press("b");
        const ground = (part: string): Promise<string> => locator(part).evaluate((element) => getComputedStyle(element).backgroundColor);
        assert.equal(await ground(".note-text"), await ground(".search"), "both fields look the same");
        await locator(".note-text").fill("here it begins");
        await locator(".note-text").press("Enter");
        await panel.until(
            (message) => message.type === "bookmark" && message.label === "Note" && message.bookmarks[0]?.text === "here it begins",
        );
        await locator("#tab-bookmarks").click();
        assert.match(await locator(".bookmarks").innerText(), /event 1\s+here it begins/);
        await panel.send({ type: "bookmarks", bookmarks: [] });
        await locator(".bookmarks").waitFor({ state: "detached" });
    });

    it("says what has become of the file, and asks for it anew", async () => {
        const notes = locator(".trace-notes");
        await panel.send({ type: "onDisk", is: "gone" });
        await notes.filter({ hasText: "is gone" }).waitFor();
        assert.equal(await locator(".read-again").count(), 0);
        await panel.send({ type: "onDisk", is: "changed" });
        await notes.filter({ hasText: "has changed" }).waitFor();
        await locator(".read-again").click();
        await panel.until(({ type }) => type === "readAgain");
        await panel.send({ type: "onDisk", is: "same" });
        await notes.waitFor({ state: "detached" });
    });

    it("sums up the whole: how each process ended, and who sent how much to whom", async () => {
        await locator("#tab-summary").click();
        const text = await locator(".summary").innerText();
        assert.match(text, /p3 cat/);
        assert.match(text, /p2\s+p3\s+pipe\d\s+6/);
        const tree = locator(".tree .branch");
        assert.deepEqual(
            await tree.evaluateAll((rows) =>
                rows.map((row) => `${row.getAttribute("aria-level")} ${row.textContent.trim().split(/\s+/).at(-2)}`),
            ),
            ["1 p1", "2 p2", "2 p3"],
        );
        await tree.last().click();
        await locator("#tab-event").click();
        await eventually(
            () => locator(".who").innerText(),
            (who) => who === "p3",
            "the event of the branch is shown",
        );
    });

    it("says in one sentence why it cannot be opened", async () => {
        const other = await studio.review("dark", 800, 600);
        await other.send({ type: "trace", name: "no.ipctrace", size: 5, lines: false, bookmarks: [] });
        await other.sendBytes(Buffer.from("hello"));
        await other.send({ type: "whole" });
        await other.page.locator(".waiting-view .failed").filter({ hasText: "'no.ipctrace' is not" }).waitFor();
        assert.deepEqual(other.problems, []);
        await other.close();
    });
});
