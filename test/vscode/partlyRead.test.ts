import assert from "node:assert/strict";
import { present } from "../present";
import { block, preamble, record, u16, u32, u64, u8 } from "../unit/traceBytes";
import { Studio } from "../webview/page";
import type { ReviewPanel } from "../webview/reviewPanel";
import { eventually } from "./eventually";

const task = record(2, u64(1), u32(10), u32(10), u32(1), u32(1), u64(0), u32(0), u8(0), u8(0), u16(0));
const exec = record(6, u64(1), u32(10), u32(10), u16(6), u16(1), u32(2), "/bin/a/a\0");
const close = 3;
const badDescriptor = -9;
const calls = 30_000;

/** A block of 500 calls that fail, the last at `time`. */
function failedCalls(time: number): Buffer {
    const records = Array.from({ length: 500 }, (_, index) => {
        const at = time - 500 + index;
        const args = [99, 0, 0, 0, 0, 0].map((value) => u64(value));
        return record(3, u64(at), u64(at), u32(10), u32(close), ...args, u64(badDescriptor), u32(0), u16(0), u16(0));
    });
    return block(...records);
}

describe("a long trace, while it is being read", () => {
    let studio: Studio;
    let panel: ReviewPanel;
    const whole = Array.from({ length: (2 * calls) / 500 }, (_, index) => failedCalls(1000 * (index + 1)));
    const beginning = Buffer.concat([preamble(2), task, exec, ...whole.slice(0, calls / 500)]);
    const rest = Buffer.concat([...whole.slice(calls / 500), record(15, u64(1000 * whole.length), u32(0), u8(0))]);
    const at = (): Promise<string> => panel.page.locator(".at").innerText();
    const ofEvents = async (): Promise<number> => Number(present((await at()).split("/")[1]).replaceAll(",", ""));

    before(async () => {
        studio = await Studio.open();
    });
    after(() => studio.close());
    beforeEach(async () => {
        panel = await studio.review("dark", 1500, 900);
        await panel.send({ type: "trace", name: "long", size: beginning.length + rest.length, lines: false, bookmarks: [] });
        await panel.sendBytes(beginning);
        await panel.page.locator(".reading").waitFor();
    });
    afterEach(async () => {
        assert.deepEqual(panel.problems, []);
        await panel.close();
    });

    const finish = async (): Promise<void> => {
        await panel.sendBytes(rest);
        await panel.send({ type: "whole" });
        await panel.page.locator('.page[aria-busy="false"]').waitFor();
    };

    it("is shown as far as it was read, with what can be asked about that, and grows", async () => {
        await eventually(ofEvents, (events) => events >= 20_000, "there is something to look at");
        await panel.goTo(12_345);
        await panel.page.locator(".query").fill("result:EBADF");
        await eventually(
            () => panel.page.locator(".matches").innerText(),
            (text) => !text.startsWith("0 "),
            "what was read is searched",
        );
        await panel.page.locator("#tab-summary").click();
        await panel.page.getByText("The summary comes when all of the trace was read.").waitFor();

        await finish();

        assert.equal(await panel.page.locator(".reading").count(), 0);
        const events = await ofEvents();
        assert.ok(events >= 2 * calls, `${events} events`);
        assert.match(await at(), /^12,345 /, "one stays where one is");
        await panel.page
            .locator(".matches")
            .filter({ hasText: `60,000 of ${events.toLocaleString("en")}` })
            .waitFor();
        await panel.page.locator(".summary").filter({ hasText: "EBADF" }).waitFor();
    });

    it("leads to an event that is still to come when it has come, unless one has gone elsewhere", async () => {
        await eventually(ofEvents, (events) => events >= 20_000, "there is something to look at");
        await panel.send({ type: "goTo", event: 50_000 });
        await eventually(at, (text) => !text.startsWith("1 "), "one is as near as one can get");
        await finish();
        await panel.shows(50_000);
    });

    it("can be left at what was read", async () => {
        await panel.page.locator(".reading .button").click();
        await finish();
        await panel.page.locator(".trace-notes").filter({ hasText: "Reading was stopped" }).waitFor();
    });
});
