/** The page that `ipcscope export --format html` writes, in a browser without a network. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { reviewTrace } from "../../tracer/cli/reviewTrace";
import { scrub } from "../webview/scrub";
import { runIpcscope } from "../kernel/commandLine";
import { patience } from "../patience";
import { launchBrowser } from "./browser";

describe("an exported page", () => {
    let folder: string;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];

    before(async () => {
        folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-page-"));
        runIpcscope(folder, "record", "-o", "a.ipctrace", "--", "sh", "-c", "echo hello | cat");
        const { status, stdout, stderr } = runIpcscope(folder, "export", "--format", "html", "a.ipctrace");
        assert.deepEqual([status, stdout], [0, "a.html\n"], stderr);
        browser = await launchBrowser();
        const context = await browser.newContext({ offline: true, colorScheme: "dark", viewport: { width: 1200, height: 800 } });
        page = await context.newPage();
        page.on("console", (message) => problems.push(message.text()));
        page.on("pageerror", (error) => problems.push(String(error)));
        await page.goto(`file://${path.join(folder, "a.html")}`);
    });
    after(async () => {
        await browser.close();
        rmSync(folder, { recursive: true });
    });

    async function drawn(seq: number): Promise<void> {
        await page.waitForFunction((wanted) => document.documentElement.dataset["drawn"] === String(wanted), seq, { timeout: patience });
    }

    async function place(): Promise<{ readonly now: number; readonly last: number }> {
        const [, now, last] = /event (\d+) of (\d+)/.exec(await page.locator(".steps output").innerText()) ?? [];
        return { now: Number(now), last: Number(last) };
    }

    it("shows the end of the trace, without a network and without a complaint", async () => {
        await page.locator(".steps").waitFor({ timeout: patience });
        const { now, last } = await place();
        await drawn(last);
        assert.equal(now, last);
        assert.ok(last > 20, `${last} events`);
        assert.deepEqual(problems, []);
    });

    it("shows at each event what the editor shows there", async () => {
        await scrub(await reviewTrace(path.join(folder, "a.ipctrace")), {
            page,
            jump: (seq) => page.locator(".steps input").fill(String(seq)),
            step: (direction) => page.getByTitle(direction === 1 ? "One event on" : "One event back").click(),
            drawn,
        });
        await page.getByTitle("To the beginning").click();
        await drawn(1);
        await page.getByTitle("To the end").click();
        await drawn((await place()).last);
        assert.deepEqual(problems, []);
    });

    it("is as dark or as light as the system", async () => {
        const is = (colour: string) =>
            page.waitForFunction(
                (wanted) => document.documentElement.style.getPropertyValue("--vscode-editor-background") === wanted,
                colour,
                { timeout: patience },
            );
        await is("#1f1f1f");
        await page.emulateMedia({ colorScheme: "light" });
        await is("#ffffff");
    });

    it("is drawn as a picture of a moment, by a browser that nobody sees", () => {
        const text = (at: string): string => {
            const { status, stderr } = runIpcscope(folder, "export", "--format", "svg", "--at", at, "--force", "-o", "a.svg", "a.ipctrace");
            assert.equal(status, 0, stderr);
            return readFileSync(path.join(folder, "a.svg"), "utf8");
        };
        const beginning = text("1");
        assert.match(beginning, /^<svg [^]*<title>a\.ipctrace at event 1<\/title>[^]*>running<[^]*<\/svg>\n$/);
        assert.doesNotMatch(beginning, /exited, status 0/, "nobody has ended yet");
        const { status, stderr } = runIpcscope(folder, "export", "--format", "png", "--theme", "dark", "a.ipctrace");
        assert.equal(status, 0, stderr);
        assert.equal(readFileSync(path.join(folder, "a.png")).toString("latin1", 1, 4), "PNG");
    });

    it("is printed as a handout, a sheet for each moment", async () => {
        const words = ["export", "--format", "handout", "--at", "10", "--at", "20", "a.ipctrace"];
        const { status, stdout, stderr } = runIpcscope(folder, ...words);
        assert.deepEqual([status, stdout], [0, "a.handout.html\n"], stderr);
        const sheet = await page.context().newPage();
        sheet.on("console", (message) => problems.push(message.text()));
        await sheet.goto(`file://${path.join(folder, "a.handout.html")}`);
        assert.equal(await sheet.locator("section > figure > svg").count(), 2);
        assert.match(
            (await sheet.locator("h2").allInnerTexts()).join("\n"),
            /^1\. Event 10 after event 10, .*\n2\. Event 20 after event 20, /,
        );
        const printed = (await sheet.pdf({ preferCSSPageSize: true })).toString("latin1");
        assert.equal(printed.match(/\/Type \/Page$/gm)?.length, 2);
        await sheet.close();
        assert.deepEqual(problems, []);
    });

    it("draws the circle of those who keep each other from going on", async () => {
        writeFileSync(path.join(folder, "knot.c"), knot);
        execFileSync("cc", ["-g", "-o", "knot", "knot.c"], { cwd: folder });
        runIpcscope(folder, "record", "-o", "knot.ipctrace", "--", "sh", "-c", "./knot & sleep 1; kill $!");
        assert.equal(runIpcscope(folder, "export", "--format", "html", "knot.ipctrace").status, 0);
        const listed = runIpcscope(folder, "events", "--json", "--kind", "callBlocked", "knot.ipctrace").stdout.trim().split("\n");
        const { seq } = JSON.parse(listed.at(-1) ?? "") as { readonly seq: number };
        const other = await page.context().newPage();
        await other.goto(`file://${path.join(folder, "knot.html")}#event=${seq}`);
        await other.locator("ipc-diagram .knot").waitFor({ timeout: patience });
        assert.match(await other.locator("ipc-diagram .knotHead").innerText(), /cannot move/);
        await other.getByTitle("To the beginning").click();
        await other.locator("ipc-diagram .knot").waitFor({ state: "detached", timeout: patience });
        await other.close();
    });
});

/** Parent and child read from each other. */
const knot = `
#include <unistd.h>
int main(void) {
    int down[2], up[2];
    char byte;
    if (pipe(down) != 0 || pipe(up) != 0) return 1;
    if (fork() == 0) {
        close(down[1]); close(up[0]);
        return read(down[0], &byte, 1) == 1 && write(up[1], "x", 1) == 1 ? 0 : 1;
    }
    close(down[0]); close(up[1]);
    return read(up[0], &byte, 1) == 1 && write(down[1], "y", 1) == 1 ? 0 : 1;
}
`;
