/** The diagram at moments as pictures: the page of `--format html`, drawn by a browser that nobody sees. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { RecordedTrace } from "../../review/recordedTrace";
import { CommandError, exitStatuses } from "../commandError";
import { Browser, findBrowser } from "./browser";
import { htmlPage } from "./htmlPage";

export interface AskedPictures {
    readonly format: "svg" | "png";
    /** The moments after these events. */
    readonly moments: readonly number[];
    readonly theme: "light" | "dark";
}

/** One for each moment; PNG as base64. Throws a CommandError where there is no browser. `title`: how the pictures call the trace. */
export async function pictures(trace: RecordedTrace, title: string, { format, moments, theme }: AskedPictures): Promise<readonly string[]> {
    const executable = findBrowser();
    if (executable === undefined) throw new CommandError(browserMissing, exitStatuses.failure);
    const folder = await mkdtemp(path.join(os.tmpdir(), "ipcscope-picture-"));
    const browser = new Browser(executable, path.join(folder, "profile"));
    try {
        const file = path.join(folder, "page.html");
        await writeFile(file, [...htmlPage(trace, title)].join(""));
        const drawn: string[] = [];
        for (const seq of moments) {
            const page = pathToFileURL(file);
            page.hash = new URLSearchParams({ event: String(seq), theme }).toString();
            const asked = [format, seq, `${title} at event ${seq}`].map((word) => JSON.stringify(word));
            drawn.push(await browser.evaluate(page.href, `window.ipcscopePicture(${asked.join(", ")})`));
        }
        return drawn;
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CommandError(`'${executable}' has not drawn the picture: ${reason.replace(/\.$/, "")}.`, exitStatuses.failure);
    } finally {
        await browser.close();
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** Of one moment, as the bytes of its file. */
export async function picture(trace: RecordedTrace, title: string, asked: AskedPictures): Promise<string | Buffer> {
    const [drawn = ""] = await pictures(trace, title, asked);
    return asked.format === "png" ? Buffer.from(drawn, "base64") : drawn;
}

const browserMissing =
    "a picture is laid out by a browser, and there is none: install Chromium or Chrome, or name one in IPCSCOPE_BROWSER (the diagram in VS Code copies itself as a picture, too).";
