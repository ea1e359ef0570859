import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { output } from "../webview/output";
import type { Panel } from "../webview/page";
import { oddShapes } from "../webview/stories/crowd";
import { lsWc } from "../webview/stories/lsWc";
import { inheritedEnd } from "../webview/stories/many";
import { prefork } from "../webview/stories/prefork";
import type { Story } from "../webview/story";
import type { ThemeName } from "../webview/themes";
import { eventually } from "./eventually";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser: the picture for a document. */
describe("the picture as SVG and as PNG", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show({ events, stops }: Story, theme: ThemeName = "dark"): Promise<void> {
        panel = await studio.panel(theme, 1000, 720);
        await panel.play(events, stops, stops.at(-1));
    }

    async function svg(): Promise<string> {
        await panel.send({ type: "do", command: "copySvg" });
        const texts = (): Promise<readonly string[]> =>
            panel.told().then((all) => all.flatMap((each) => (each.type === "copy" ? [each.text] : [])));
        const told = await eventually(texts, (all) => all.length > 0, "the page hands over its SVG");
        return told.at(-1) ?? "";
    }

    /** As a browser that knows nothing of ours reads it. */
    function read(
        text: string,
    ): Promise<{ readonly error: boolean; readonly texts: readonly string[]; readonly names: readonly string[] }> {
        return panel.page.evaluate((source) => {
            const file = new DOMParser().parseFromString(source, "image/svg+xml");
            return {
                error: file.querySelector("parsererror") !== null,
                texts: [...file.querySelectorAll("text")].map((each) => each.textContent),
                names: [...new Set([...file.querySelectorAll("*")].map((each) => each.localName))],
            };
        }, text);
    }

    for (const theme of ["dark", "light", "hc-black", "hc-light"] as const) {
        it(`says all that the ${theme} cards say, out of sight too, with rectangles, paths and text alone`, async () => {
            await show(inheritedEnd(), theme);
            const written = await svg();
            writeFileSync(path.join(output, `copied-${theme}.svg`), written);
            const { error, texts, names } = await read(written);
            assert.equal(error, false);
            assert.deepEqual([...names].sort(), ["path", "rect", "svg", "text", "title"]);
            for (const word of ["leak", "pipe1", "pipe2", "terminal", "pipe2, write end", "3102", "read-write", "blocked"]) {
                assert.ok(texts.includes(word), `"${word}" is there`);
            }
            assert.ok(texts.includes("·"), "what is narrow, too");
            assert.ok(
                texts.some((text) => /^descriptor 4 could still write.*…$/.test(text)),
                "a text that goes on says so",
            );
            assert.ok(!/style=|class=|href|url\(|var\(|color-mix|NaN|Infinity|undefined/.test(written));
        });
    }

    it("is the same however large it is drawn, and says each text once", async () => {
        await show(lsWc());
        const before = await read(await svg());
        for (const key of ["-", "-", "-"]) await panel.page.locator(".card").first().press(key);
        await panel.page.locator(".percent", { hasText: "66 %" }).waitFor();
        const written = await svg();
        const after = await read(written);
        assert.ok(after.texts.length > 20);
        assert.equal(after.texts.length, before.texts.length);
        assert.equal(after.texts.filter((text) => text === "pipe1").length, 1);
    });

    it("is well-formed whatever the names and the bytes are", async () => {
        await show(oddShapes());
        assert.equal((await read(await svg())).error, false);
    });

    it("shows Channels as well", async () => {
        await show(prefork());
        await panel.page.keyboard.press("Tab");
        await panel.page.locator(".half", { hasText: "Channels" }).click();
        await panel.page.locator(".world.chart").waitFor();
        const { error, texts } = await read(await svg());
        assert.equal(error, false);
        assert.ok(texts.some((text) => text.includes("prefork")));
    });

    it("is painted as a PNG of twice the size, for the clipboard", async () => {
        await show(inheritedEnd());
        await panel.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await panel.page.bringToFront();
        await panel.page.keyboard.press("g");
        await panel.page.locator(".said", { hasText: "copied as PNG" }).waitFor();
        const { bytes, width, colours } = await panel.page.evaluate(async () => {
            const [item] = await navigator.clipboard.read();
            if (item === undefined) throw new Error("nothing is in the clipboard");
            const blob = await item.getType("image/png");
            const picture = await createImageBitmap(blob);
            const canvas = new OffscreenCanvas(picture.width, picture.height);
            const context = canvas.getContext("2d");
            if (context === null) throw new Error("no canvas");
            context.drawImage(picture, 0, 0);
            const { data } = context.getImageData(0, 0, picture.width, picture.height);
            const seen = new Set<number>();
            for (let at = 0; at < data.length; at += 4) {
                seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
            }
            return { bytes: [...new Uint8Array(await blob.arrayBuffer())], width: picture.width, colours: seen.size };
        });
        writeFileSync(path.join(output, "copied.png"), Buffer.from(bytes));
        const size = /viewBox="0 0 ([\d.]+) /.exec(await svg())?.[1];
        assert.equal(width, Math.ceil(2 * Number(size)));
        assert.ok(colours > 50, `${colours} colours`);
    });

    it("goes into a file where the clipboard takes none", async () => {
        await show(lsWc());
        await panel.page.evaluate(() =>
            Object.defineProperty(navigator, "clipboard", { value: { write: () => Promise.reject(new Error("no")) } }),
        );
        await panel.send({ type: "do", command: "copyPng" });
        const saved = await eventually(
            () => panel.told().then((all) => all.find((each) => each.type === "save")),
            (message) => message !== undefined,
            "the page asks for a file",
        );
        assert.ok(saved?.type === "save");
        assert.match(saved.name, /^ls_wc_at_event_\d+\.png$/);
        assert.deepEqual([...Buffer.from(saved.base64, "base64").subarray(1, 4)], [...Buffer.from("PNG")]);
    });

    it("says so when there is none yet", async () => {
        panel = await studio.panel("dark", 800, 600);
        await panel.send({ type: "do", command: "copySvg" });
        await panel.page.locator(".said", { hasText: "no picture" }).waitFor();
    });
});
