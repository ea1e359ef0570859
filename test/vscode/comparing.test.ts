import { execFileSync } from "node:child_process";
import path from "node:path";
import type { FrameLocator, Locator } from "playwright-core";
import type { EditorWindow } from "./editorWindow";
import { eventually, repeated } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");

/** The child writes one line or two, and the end of the second run is another. */
const script = (lines: string): string => `(echo ${lines}) | cat > /dev/null; exit ${lines.length === 1 ? 0 : 3}`;

/** Two recordings of one program: a page tells how they differ, and shows both at a difference. */
describe("comparing two traces in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({}, (opened) => {
        window = opened;
        for (const [name, lines] of Object.entries({ worked: "a", failed: "abc" })) {
            const words = ["record", "--no-stacks", "-o", `${name}.ipctrace`, "--", "sh", "-c", script(lines)];
            try {
                execFileSync(ipcscope, words, { cwd: window.places.workspace, stdio: "ignore" });
            } catch {
                // The program's status is the recording's.
            }
        }
    });

    const page = (): FrameLocator => window.page.locator("iframe.webview.ready").last().contentFrame().frameLocator("#active-frame");
    const row = (of: FrameLocator, name: string): Locator => of.locator("tbody tr", { has: of.locator("th", { hasText: name }) });

    it("compares two files of the Explorer", async () => {
        await window.explorer.choose("Compare Traces…", "failed.ipctrace", "worked.ipctrace");
        await window.page.locator(".tab.active", { hasText: "↔" }).waitFor();
        await page().locator("h1").waitFor();
        await window.screenshot("comparison");
    });

    it("shows both side by side at a difference", async () => {
        const [worked, failed] = [new TraceEditor(window.page, "worked.ipctrace"), new TraceEditor(window.page, "failed.ipctrace")];
        const begins = row(page(), "p1.1").first();
        const links = await begins.getByRole("link").allInnerTexts();
        await repeated(
            () => begins.getByRole("link").first().click(),
            async () => (await window.page.locator(".editor-group-container").count()) === 2,
            "there are two columns",
        );
        await Promise.all([worked.waitUntilOpen(), failed.waitUntilOpen()]);
        for (const [index, trace] of [worked, failed].entries()) {
            await eventually(
                () => trace.locator("section.moment").innerText(),
                (moment) => moment.includes(`${links[index] ?? "no link"} ·`),
                `the trace is at ${links[index] ?? "no link"}`,
            );
        }
        await window.screenshot("comparison-both");
    });

    it("asks for the other trace", async () => {
        await window.commands.run("View: Close All Editors");
        await window.explorer.open("failed.ipctrace");
        await window.commands.run("IPC Scope: Compare Traces…");
        await window.page.locator(".quick-input-widget", { hasText: "Compare failed.ipctrace with" }).waitFor();
        await window.commands.choose("worked.ipctrace");
        await window.page.locator(".tab.active", { hasText: "failed.ipctrace ↔ worked.ipctrace" }).waitFor();
        await page().locator("caption", { hasText: "at the end" }).waitFor();
    });

    it("is readable in a narrow window and in a light theme", async () => {
        await window.setTheme("light");
        await page().locator("caption", { hasText: "at the end" }).waitFor();
        await window.screenshot("comparison-light");
        await window.page.setViewportSize({ width: 760, height: 1000 });
        await eventually(
            () =>
                page()
                    .locator("html")
                    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
            (excess) => excess <= 0,
            "nothing is wider than the page",
        );
        await window.screenshot("comparison-narrow");
    });
});
