import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { preamble } from "../unit/traceBytes";
import { Studio } from "../webview/page";
import { RecordedTrace } from "../webview/recordedTrace";
import type { ReviewPanel } from "../webview/reviewPanel";

const narrow = 400;
const many = 200;
const markup = "<img src=x onerror=alert(1)>";

/** Traces as nobody makes them on purpose: without events, cut off, of hundreds of processes, with names that want to be something else. */
describe("the page of an odd trace", () => {
    let studio: Studio;
    let panel: ReviewPanel;
    const made: RecordedTrace[] = [];

    before(async () => {
        studio = await Studio.open();
    });
    after(async () => {
        for (const each of made) each.remove();
        await studio.close();
    });
    afterEach(async () => {
        assert.deepEqual(panel.problems, []);
        await panel.close();
    });

    const record = (command: string): RecordedTrace => {
        const trace = new RecordedTrace(command);
        made.push(trace);
        return trace;
    };
    const open = async (file: string, width: number): Promise<void> => {
        panel = await studio.review("light", width, 900);
        await panel.begin(file);
        await panel.page.locator('ipc-review .page[aria-busy="false"]').waitFor();
    };
    /** What can be pressed and is not wholly in the window: the cards of the diagram are moved, the tabs are scrolled. */
    const cutOff = (): Promise<readonly string[]> =>
        panel.page.locator("button, summary, select, input, vscode-toolbar-button").evaluateAll((controls) =>
            controls
                .filter((control) => control.closest(".world, .tabs") === null)
                .filter((control) => {
                    const { left, right, width } = control.getBoundingClientRect();
                    return width > 0 && (left < 0 || right > innerWidth);
                })
                .map((control) => control.outerHTML.slice(0, 120)),
        );

    it("says that nothing was recorded, and lets everything be pressed", async () => {
        const file = path.join(record("true").folder, "empty.ipctrace");
        fs.writeFileSync(file, preamble(2));
        await open(file, narrow);
        await panel.page.locator("#panel", { hasText: "the trace has no event" }).waitFor();
        await panel.page.locator("ipc-review footer", { hasText: "Nothing has happened yet." }).waitFor();
        assert.match(await panel.page.locator(".trace-notes").innerText(), /has no end/);
        await panel.page.locator("canvas.lanes").focus();
        for (const key of ["End", "ArrowRight", "Shift+ArrowRight", "Alt+ArrowLeft", "ArrowDown", "+", "c", "[", "]", " ", "b", "Enter"]) {
            await panel.page.keyboard.press(key);
        }
        for (const tab of ["events", "bookmarks", "summary", "event"]) await panel.page.locator(`#tab-${tab}`).click();
        assert.equal(await panel.page.locator("canvas.lanes").getAttribute("aria-valuenow"), "0");
        assert.deepEqual(await cutOff(), []);
    });

    it("shows what is whole of one that was cut off, and says so in full", async () => {
        const { file } = record("echo hello | cat");
        const cut = path.join(path.dirname(file), "cut.ipctrace");
        fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, fs.statSync(file).size - 100));
        await open(cut, narrow);
        const note = panel.page.locator(".trace-notes span");
        assert.match(await note.innerText(), /'cut\.ipctrace' is cut off/);
        assert.ok(await note.evaluate((element) => element.scrollHeight <= element.clientHeight + 1), "all of it can be read");
        await panel.page.locator("canvas.lanes").press("End");
        await panel.page.locator(".card.process").first().waitFor();
        assert.deepEqual(await cutOff(), []);
    });

    it(`folds the rows of ${many} processes, and unfolds them by a key`, async () => {
        await open(record(`i=1; while [ $i -lt ${many} ]; do cat </dev/null & i=$((i + 1)); done; wait`).file, narrow);
        const rows = panel.page.locator("ipc-timeline .label");
        const folded = await rows.count();
        assert.ok(folded < many / 4, `${folded} rows`);
        const fold = panel.page.locator("ipc-timeline button.label").first();
        const chevron = await fold.locator(".icon").boundingBox();
        const labelled = await fold.boundingBox();
        assert.ok(
            chevron !== null && labelled !== null && chevron.x + chevron.width <= labelled.x + labelled.width,
            "it can be seen to unfold",
        );
        await fold.press("Enter");
        await panel.page.locator("ipc-timeline .label.indented").first().waitFor();
        assert.ok((await rows.count()) > folded);
        assert.equal(await fold.getAttribute("aria-expanded"), "true");
        await panel.page.locator("#tab-summary").click();
        await panel.page
            .locator(".tree .branch")
            .nth(many - 1)
            .waitFor();
        assert.deepEqual(await cutOff(), []);
    });

    it("takes names for names, however long they are and whatever stands in them", async () => {
        const long = "x".repeat(240);
        const { file } = record(
            `d=$(mktemp -d); cp /bin/cat $d/${long}; $d/${long} '${markup}' 2>&1; echo '${markup}' | $d/${long}; rm -r $d`,
        );
        await open(file, narrow);
        await panel.page.locator(".query").fill(`kind:bytesRead object:pipe* "${markup}"`);
        await panel.page.locator(".matches").filter({ hasText: /^1 of/ }).waitFor();
        await panel.page.locator(".query").press("Enter");
        await panel.page.locator(".hex", { hasText: "<img src" }).waitFor();
        await panel.page.locator("#tab-summary").click();
        await panel.page.locator(".summary", { hasText: markup }).waitFor();
        await panel.page.locator("#tab-events").click();
        await panel.page.locator("ipc-event-list .row").first().waitFor();
        assert.equal(await panel.page.locator("img").count(), 0);
        assert.deepEqual(await cutOff(), []);
        const widest = await panel.page.evaluate(() => document.documentElement.scrollWidth);
        assert.equal(widest, narrow);
    });
});
