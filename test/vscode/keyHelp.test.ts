import assert from "node:assert/strict";
import { pictureCommands } from "../../webview/protocol/pictureCommand";
import { Studio, type Panel } from "../webview/page";
import { inheritedEnd } from "../webview/stories/many";
import { eventually } from "./eventually";

/** The page alone in a browser: what the keys do is in a menu, in a sheet of all keys, and does the same as a command of VS Code. */
describe("the keys of the diagram page", () => {
    let studio: Studio;
    let panel: Panel;

    before(async () => {
        studio = await Studio.open();
    });
    after(async () => {
        await studio.close();
    });
    beforeEach(async () => {
        panel = await studio.panel("dark", 1000, 720);
        const story = inheritedEnd();
        await panel.play(story.events, story.stops, story.stops.at(-1));
    });
    afterEach(async () => {
        assert.deepEqual(panel.problems, [], "the page reports no errors and breaks no rule of its policy");
        await panel.close();
    });

    const percent = (): Promise<string> => panel.page.locator(".percent").innerText();
    const shown = (): Promise<string> => panel.page.locator('.half[aria-pressed="true"]').innerText();

    it("are all in the menu and in the sheet that ? shows and Esc closes", async () => {
        const card = panel.page.locator('.card[data-node="p1"]');
        await card.focus();
        await panel.page.keyboard.press("?");
        const sheet = panel.page.locator(".keys");
        await sheet.waitFor();
        const told = await sheet.locator("dt").allInnerTexts();
        const inMenu = await panel.page.locator(".menu kbd").allTextContents();
        assert.equal(inMenu.length, pictureCommands.length, "each command has an entry");
        assert.equal(new Set(inMenu).size, inMenu.length, "no key does two things");
        for (const key of [...inMenu, "Enter", "Space", "Esc"]) assert.ok(told.includes(key), key);
        await panel.page.keyboard.press("Escape");
        assert.equal(await sheet.count(), 0);
        assert.equal(await card.evaluate((element) => element.matches(":focus")), true, "the card has the focus again");
    });

    it("change view and size wherever the focus is", async () => {
        await panel.page.keyboard.press("v");
        await eventually(shown, (word) => word === "Channels", "V shows the other view");
        await panel.page.keyboard.press("t");
        await panel.page.keyboard.press("V");
        await eventually(shown, (word) => word === "Tables", "and the first one again");
        await panel.page.keyboard.press("+");
        assert.equal(await percent(), "115 %");
        await panel.page.keyboard.press("-");
        await panel.page.keyboard.press("-");
        assert.equal(await percent(), "87 %");
        await panel.page.keyboard.press("0");
        assert.equal(await percent(), "100 %");
        await panel.page.keyboard.press("=");
        assert.equal(await percent(), "115 %");
        await panel.page.keyboard.press("f");
        await eventually(percent, (text) => text !== "115 %", "F fits it");
    });

    it("do the same as the commands", async () => {
        await panel.send({ type: "do", command: "changeView" });
        await eventually(shown, (word) => word === "Channels", "the other view");
        await panel.send({ type: "do", command: "zoomIn" });
        await eventually(percent, (text) => text === "115 %", "it is larger");
        await panel.send({ type: "do", command: "actualSize" });
        await eventually(percent, (text) => text === "100 %", "it has its own size");
        for (const [command, selector] of [
            ["keys", ".keys"],
            ["list", ".beside"],
            ["find", ".search"],
        ] as const) {
            await panel.send({ type: "do", command });
            await panel.page.locator(selector).waitFor();
        }
    });
});
