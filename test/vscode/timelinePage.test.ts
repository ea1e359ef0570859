import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { present } from "../present";
import { Studio } from "../webview/page";
import { RecordedTrace } from "../webview/recordedTrace";
import type { ReviewPanel } from "../webview/reviewPanel";
import { eventually } from "./eventually";

const nanoseconds: Readonly<Record<string, number>> = { s: 1e9, ms: 1e6, µs: 1e3, ns: 1 };
/** Of the time between the two pipelines, in nanoseconds. */
const idleAtLeast = 2e8;
const mostTurns = 60;

/** The timeline under the hands of somebody who looks around in a trace: wheel, pinch, keys, and the strip of the whole. */
describe("the timeline of a trace's page", () => {
    let studio: Studio;
    let trace: RecordedTrace;
    let panel: ReviewPanel;

    before(async () => {
        trace = new RecordedTrace("echo hello | cat; sleep 0.3; echo again | cat");
        studio = await Studio.open();
    });
    after(async () => {
        trace.remove();
        await studio.close();
    });
    beforeEach(async () => {
        panel = await studio.review("dark", 1500, 900);
        await panel.open(trace.file);
        await eventually(shownTime, (time) => time > idleAtLeast, "the whole is shown");
    });
    afterEach(async () => {
        assert.deepEqual(panel.problems, []);
        await panel.close();
    });

    const lanes = (): Locator => panel.page.locator("canvas.lanes");
    const at = async (): Promise<number> => Number(await lanes().getAttribute("aria-valuenow"));
    const inNanoseconds = (text: string): number => {
        const [, value, unit = ""] = present(/([\d.\u2009]+) (s|ms|µs|ns)/.exec(text));
        return Number(present(value).replaceAll("\u2009", "")) * present(nanoseconds[unit]);
    };
    /** "from to to · length", in nanoseconds. */
    const shown = async (): Promise<{ readonly from: number; readonly to: number; readonly length: number }> => {
        const text = await panel.page.locator("ipc-timeline .span").innerText();
        const [from, to, length] = text.split(/ to | · /).map(inNanoseconds);
        return { from: present(from), to: present(to), length: present(length) };
    };
    const shownTime = async (): Promise<number> => (await shown()).length;
    const box = async (part: string): Promise<{ x: number; y: number; width: number; height: number }> =>
        present(
            await eventually(
                () => panel.page.locator(part).boundingBox(),
                (place) => place !== null && place.width > 1000,
                `${part} has been laid out`,
            ),
        );
    /** Turns the wheel over the row of the first process, `part` of the way along. */
    const wheel = async (part: number, x: number, y: number): Promise<void> => {
        const place = await box("canvas.lanes");
        await panel.page.mouse.move(place.x + part * place.width, place.y + 40);
        await panel.page.mouse.wheel(x, y);
    };
    const pinch = async (y: number): Promise<void> => {
        await panel.page.keyboard.down("Control");
        await wheel(0.5, 0, y);
        await panel.page.keyboard.up("Control");
    };

    it("is enlarged by the wheel where the pointer is, moved by it sideways, and shown as a whole by a key", async () => {
        const whole = await shown();
        await wheel(0, 0, -400);
        const larger = await eventually(shown, ({ length }) => length < whole.length / 2, "the beginning is enlarged");
        assert.equal(larger.from, 0, "what is under the pointer stays there");
        await wheel(0.5, 300, 0);
        const later = await eventually(shown, ({ from }) => from > 0, "later times are shown");
        assert.ok(Math.abs(later.length - larger.length) <= larger.length / 100, "as large as before");
        await lanes().press("0");
        await eventually(shownTime, (length) => length === whole.length, "the whole is shown");
    });

    it("goes by pinching to single nanoseconds, and back to the whole", async () => {
        const whole = await shownTime();
        for (let turn = 0; turn < mostTurns && (await shownTime()) > 20; turn++) await pinch(-200);
        await eventually(shownTime, (length) => length === 20, "twenty nanoseconds are shown");
        for (let turn = 0; turn < mostTurns && (await shownTime()) < whole; turn++) await pinch(200);
        await eventually(shownTime, (length) => length === whole, "the whole is shown");
    });

    it("goes by keys to single nanoseconds, with the event at the cursor in sight", async () => {
        await panel.goTo(20);
        await lanes().focus();
        for (let turn = 0; turn < mostTurns && (await shownTime()) > 20; turn++) await panel.page.keyboard.press("+");
        const nearest = await eventually(shown, ({ length }) => length === 20, "twenty nanoseconds are shown");
        await panel.page.keyboard.press("PageDown");
        await eventually(shown, ({ from }) => from > nearest.from, "later nanoseconds are shown");
        await panel.page.keyboard.press("ArrowRight");
        await eventually(at, (seq) => seq === 21, "the next event");
        await panel.page.keyboard.press("ArrowLeft");
        await eventually(at, (seq) => seq === 20, "the event before");
        await eventually(shown, ({ from, to }) => from <= nearest.to && to >= nearest.from, "the timeline has followed");
        await panel.page.keyboard.press("-");
        await eventually(shownTime, (length) => length === 32, "a larger part is shown");
    });

    it("leaves out the time in which nothing happened, and takes it in again", async () => {
        const whole = await shownTime();
        const button = panel.page.locator("ipc-timeline .compress");
        const seekAt = async (part: number): Promise<number> => {
            const place = await box("canvas.lanes");
            await panel.goTo(1);
            await panel.page.mouse.click(place.x + part * place.width, place.y + 4);
            return eventually(at, (seq) => seq > 1, "an event further on");
        };
        const before = await seekAt(0.5);
        await lanes().press("c");
        await eventually(
            () => button.evaluate((element) => (element as unknown as { checked: boolean }).checked),
            (checked) => checked,
            "the button says so",
        );
        // What is in sight is the same time, on the same pixels: in the middle is another event now.
        assert.equal(await shownTime(), whole);
        await eventually(
            () => seekAt(0.5),
            (seq) => seq !== before,
            "the time in which nothing happened is gone",
        );
        await button.click();
        await eventually(
            () => seekAt(0.5),
            (seq) => seq === before,
            "it is there again",
        );
    });

    it("shows the part that is chosen in the strip of the whole, by a click or by dragging", async () => {
        const whole = await shown();
        await pinch(-200);
        const part = await eventually(shown, ({ length }) => length < whole.length / 2, "a part is enlarged");
        const strip = await box("canvas.map");
        const middle = strip.y + strip.height / 2;
        await panel.page.mouse.move(strip.x + strip.width - 2, middle);
        await panel.page.mouse.down();
        const last = await eventually(shown, ({ to }) => Math.abs(to - whole.to) <= whole.length / 100, "the end is shown");
        await panel.page.mouse.move(strip.x + 2, middle, { steps: 4 });
        const first = await eventually(shown, ({ from }) => from === 0, "the beginning is shown");
        await panel.page.mouse.up();
        for (const { length } of [last, first]) assert.ok(Math.abs(length - part.length) <= part.length / 100, "as large as before");
        await panel.page.mouse.move(strip.x + strip.width / 2, middle);
        assert.equal((await shown()).from, 0, "dragging has ended");
    });

    it("makes what was found stand out, or shows nothing else", async () => {
        /** How much is painted: the sum of what is not transparent. */
        const drawn = (): Promise<number> =>
            lanes().evaluate((element) => {
                const { width, height } = element as HTMLCanvasElement;
                const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
                copy?.drawImage(element as HTMLCanvasElement, 0, 0);
                const data = copy?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
                return data.reduce((sum, value, index) => (index % 4 === 3 ? sum + value : sum), 0);
            });
        const all = await drawn();
        await panel.page.locator(".query").fill('process:p3 kind:bytesRead object:pipe* "hello"');
        await panel.page.locator(".matches").filter({ hasText: /^1 of/ }).waitFor();
        const dimmed = await eventually(drawn, (ink) => ink < all, "what was not found steps back");
        await panel.page.locator(".tool.hide").click();
        await eventually(drawn, (ink) => ink < dimmed, "what was not found is not there");
        await panel.page.locator(".query").fill("");
        await eventually(drawn, (ink) => ink === all, "all is there again");
    });

    it("adds up a range that was chosen by keys: calls, bytes, and for what was waited", async () => {
        await lanes().focus();
        await panel.page.keyboard.press("[");
        await panel.page.keyboard.press("End");
        await eventually(at, (seq) => seq > 20, "the end");
        await panel.page.keyboard.press("]");
        const sums = panel.page.locator("ipc-timeline .sums");
        await sums.filter({ hasText: /selected .*: [\d,]+ calls · [\d,]+ events · [\d,]+ bytes · waiting .*\(/ }).waitFor();
        await panel.page.keyboard.press("Escape");
        await eventually(
            () => sums.innerText(),
            (text) => text === "",
            "nothing is selected",
        );
    });

    it("plays at the chosen pace until the end, or until it is stopped", async () => {
        const play = panel.page.getByRole("button", { name: "Play", exact: true });
        const pause = panel.page.getByRole("button", { name: "Pause", exact: true });
        await panel.page.getByLabel("Events a second").selectOption("100");
        await play.click();
        await eventually(at, (seq) => seq > 5, "it goes on by itself");
        await pause.click();
        await play.waitFor();
        const stopped = await at();
        await panel.goTo(Number(await lanes().getAttribute("aria-valuemax")) - 3);
        assert.ok(stopped < (await at()));
        await lanes().press(" ");
        await eventually(
            () => panel.page.locator(".at").innerText(),
            (text) => new Set(text.split(" / ")).size === 1,
            "the end",
        );
        await play.waitFor();
    });
});
