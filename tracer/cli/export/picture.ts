/** The diagram at one moment as a picture: the page of `--format html`, drawn by a browser that nobody sees. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { RecordedTrace } from "../../review/recordedTrace";
import { CommandError, exitStatuses } from "../commandError";
import { Browser, findBrowser } from "./browser";
import { htmlPage } from "./htmlPage";

export interface AskedPicture {
    readonly format: "svg" | "png";
    /** The moment after this event. */
    readonly seq: number;
    readonly theme: "light" | "dark";
}

/** Throws a CommandError where there is no browser. `title`: how the picture calls the trace. */
export async function picture(trace: RecordedTrace, title: string, { format, seq, theme }: AskedPicture): Promise<string | Buffer> {
    const executable = findBrowser();
    if (executable === undefined) throw new CommandError(browserMissing, exitStatuses.failure);
    const folder = await mkdtemp(path.join(os.tmpdir(), "ipcscope-picture-"));
    const browser = new Browser(executable, path.join(folder, "profile"));
    try {
        const file = path.join(folder, "page.html");
        await writeFile(file, [...htmlPage(trace, title)].join(""));
        const page = pathToFileURL(file);
        page.hash = new URLSearchParams({ event: String(seq), theme }).toString();
        const expression = `window.ipcscopePicture(${JSON.stringify(format)}, ${seq}, ${JSON.stringify(`${title} at event ${seq}`)})`;
        const drawn = await browser.evaluate(page.href, expression);
        return format === "png" ? Buffer.from(drawn, "base64") : drawn;
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CommandError(`'${executable}' has not drawn the picture: ${reason.replace(/\.$/, "")}.`, exitStatuses.failure);
    } finally {
        await browser.close();
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

const browserMissing =
    "a picture is laid out by a browser, and there is none: install Chromium or Chrome, or name one in IPCSCOPE_BROWSER (the diagram in VS Code copies itself as a picture, too).";
