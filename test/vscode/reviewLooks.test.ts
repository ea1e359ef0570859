import assert from "node:assert/strict";
import { Studio } from "../webview/page";
import { RecordedTrace } from "../webview/recordedTrace";
import type { ReviewPanel } from "../webview/reviewPanel";
import type { ThemeName } from "../webview/themes";
import { eventually, repeated } from "./eventually";

const looks: readonly (readonly [ThemeName, number, number])[] = [
    ["dark", 1500, 900],
    ["light", 640, 800],
    ["hc-black", 1100, 700],
];
/** More than the page has that can have the focus. */
const mostTabs = 60;

/** What there is to see of a trace, in every theme and size; and the same for who sees nothing, and has no mouse. */
describe("the looks of a trace's page", () => {
    let studio: Studio;
    let trace: RecordedTrace;

    before(async () => {
        trace = new RecordedTrace();
        studio = await Studio.open();
    });
    after(async () => {
        trace.remove();
        await studio.close();
    });

    async function open(theme: ThemeName, width: number, height: number): Promise<ReviewPanel> {
        const panel = await studio.review(theme, width, height);
        await panel.open(trace.file);
        return panel;
    }

    for (const [theme, width, height] of looks) {
        it(`have all parts in sight, one beside the other: ${theme}, ${width} by ${height}`, async () => {
            const panel = await open(theme, width, height);
            const boxes = await Promise.all(
                [".top .bar", "ipc-diagram", "aside.side", "ipc-timeline"].map(async (part) => ({
                    part,
                    box: await panel.page.locator(part).boundingBox(),
                })),
            );
            for (const [index, { part, box }] of boxes.entries()) {
                assert.ok(box !== null && box.width > 100 && box.height > 20, part);
                assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 1 && box.y + box.height <= height + 1, part);
                for (const other of boxes.slice(index + 1)) {
                    if (other.box === null) continue;
                    const apart =
                        box.x + box.width <= other.box.x + 1 ||
                        other.box.x + other.box.width <= box.x + 1 ||
                        box.y + box.height <= other.box.y + 1 ||
                        other.box.y + other.box.height <= box.y + 1;
                    assert.ok(apart, `${part} and ${other.part}`);
                }
            }
            const { length } = await panel.page.locator("ipc-timeline .label").all();
            assert.equal(length, 3, "each process has a row");
            assert.deepEqual(panel.problems, []);
            await panel.close();
        });
    }

    it("are told to who sees nothing: where one is, what happened there, and what was found", async () => {
        const panel = await open("dark", 1500, 900);
        await panel.page.locator(".query").fill('kind:bytesRead object:pipe* "hello"');
        await panel.page.locator(".matches").filter({ hasText: /^1 of/ }).waitFor();
        await panel.page.locator(".query").press("Enter");
        const snapshot = (): Promise<string> => panel.page.locator("ipc-review").ariaSnapshot();
        const text = await eventually(
            snapshot,
            (tree) => /region "Event \d+":/.test(tree) && /status: "p3 read\(0\) read 6 of/.test(tree),
            "the tree tells of the read",
        );
        for (const part of [
            /textbox "Search and filter events":\n[^]*?text: kind:bytesRead object:pipe\* "hello"/,
            /status: 1 of \d+/,
            /button "Next match"/,
            /button "Play"/,
            /article "Process p3, cat, .*Descriptors: 0 pipe\d, read end/,
            /article "Pipe pipe\d\. 0 of 65 536 bytes\. 6 written, 6 read so far/,
            /tab "Event" \[selected\]/,
            /heading "read\(0\) = 6"/,
            /cell "68 65 6c 6c 6f 0a"/,
            /button "all 6 bytes: write\(1\)/,
            /slider "Timeline: the moment that is shown"/,
        ]) {
            assert.match(text, part);
        }
        assert.match((await panel.page.locator("canvas.lanes").getAttribute("aria-valuetext")) ?? "", /^event \d+: read\(0\) read 6 of/);
        assert.deepEqual(panel.problems, []);
        await panel.close();
    });

    it("are all there for who has no mouse: by Tab to each part, by keys to events, bookmarks, and back", async () => {
        const panel = await open("dark", 1500, 900);
        const { keyboard } = panel.page;
        const inFocus = (): Promise<string> =>
            panel.page.evaluate(() => {
                let element = document.activeElement;
                for (;;) {
                    const inner = element?.shadowRoot?.activeElement ?? null;
                    if (inner === null) break;
                    element = inner;
                }
                return `${element?.localName ?? ""} ${element?.className ?? ""} ${element?.getAttribute("aria-label") ?? ""} ${element?.id ?? ""}`;
            });
        const reached: string[] = [];
        for (let tabs = 0; tabs < mostTabs; tabs++) {
            await keyboard.press("Tab");
            reached.push(await inFocus());
        }
        for (const part of [/Search and filter/, /Next event/, /tab-event/, /card process/, /canvas lanes/, /Width of the side/]) {
            assert.ok(
                reached.some((each) => part.test(each)),
                `${part.source} is reached: ${[...new Set(reached)].join(", ")}`,
            );
        }
        await keyboard.press("/");
        await eventually(inFocus, (text) => text.includes("Search and filter"), "the search has the focus");
        await keyboard.type("kind:processForked");
        await panel.page
            .locator(".matches")
            .filter({ hasText: /^\d+ of/ })
            .waitFor();
        await keyboard.press("Enter");
        await panel.page
            .locator(".moment h3")
            .filter({ hasText: "fork" })
            .or(panel.page.locator(".moment h3").filter({ hasText: "clone" }))
            .waitFor();
        await keyboard.press("Escape");
        await repeated(
            () => keyboard.press("b"),
            () => panel.page.locator(".note-text").isVisible(),
            "the event has a bookmark",
        );
        await keyboard.press("Tab");
        await keyboard.press("s");
        await panel.page.locator(".summary").waitFor();
        assert.deepEqual(panel.problems, []);
        await panel.close();
    });
});
