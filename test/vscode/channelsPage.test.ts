import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "./eventually";
import { present } from "../present";
import type { Panel } from "../webview/page";
import { lsWc } from "../webview/stories/lsWc";
import { inheritedEnd, sixtyChildren } from "../webview/stories/many";
import { socketServer } from "../webview/stories/pairs";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import type { Story } from "../webview/story";
import { widthOfWords } from "../../webview/channels/linkLabel";
import type { ViewChoice } from "../../webview/protocol/viewChoice";
import { studioForTests } from "./studioForTests";

/** Channels in a browser, under the policy that the page has in VS Code. */
describe("Channels in the diagram page", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show(story: Story, view: ViewChoice, width = 1000): Promise<void> {
        panel = await studio.panel("dark", width, 720, 1, view);
        await play(story);
    }

    const play = (story: Story): Promise<void> => panel.play(story.events, story.stops, story.stops.at(-1));
    const card = (id: string): Locator => panel.page.locator(`.card[data-node="${id}"]`);
    const chart = (): Locator => panel.page.locator(".world.chart");
    const half = (word: string): Locator => panel.page.locator(".views button", { hasText: word });
    const place = async (id: string): Promise<string> => {
        const { x, y } = present(await card(id).boundingBox());
        return `${Math.round(x)}, ${Math.round(y)}`;
    };

    it("come by themselves with the seventh process, and the tables with fewer", async () => {
        await show(prefork(), "auto");
        assert.equal(await chart().count(), 1);
        assert.equal(await half("Channels").getAttribute("aria-pressed"), "true");
        await show(lsWc(), "auto");
        assert.equal(await chart().count(), 0);
    });

    it("are chosen by a button or a key, and the choice outlasts a reload", async () => {
        await show(lsWc(), "tables");
        await half("Channels").click();
        await chart().waitFor();
        await panel.page.reload();
        await play(lsWc());
        await chart().waitFor();
        await card("p1").press("v");
        await panel.page.locator(".world.columns").waitFor();
        assert.equal(await half("Tables").getAttribute("aria-pressed"), "true");
    });

    it("unfold a card to its descriptor table in place, by a click or the space bar", async () => {
        await show(prefork(), "channels");
        const before = [await place("p2"), await place("p3")];
        await card("p3").click({ position: { x: 100, y: 8 } });
        await card("p3").locator(".row").first().waitFor();
        assert.match(await card("p3").locator(".row", { hasText: "pipe3, read end" }).innerText(), /^100/);
        assert.deepEqual([await place("p2"), await place("p3")], before);
        await card("p3").press(" ");
        await panel.page.waitForFunction(() => document.querySelector("ipc-diagram")?.shadowRoot?.querySelector(".row") === null);
    });

    it("show an end that serves nobody in red, with words, and open the line of its fork", async () => {
        await show(inheritedEnd(), "channels");
        const chip = card("p3").locator(".held");
        assert.equal(await chip.innerText(), "fd 4: kept since fork, leak.c:21");
        assert.match(
            present(await card("p3").getAttribute("aria-label")),
            /p3's descriptor 4, the write end of pipe1: kept since fork, leak\.c:21, and never used; as long as p3 has it, p2 will not see the end of pipe1/,
        );
        assert.equal(await panel.page.locator(".link-line.role-held").count(), 1);
        await chip.click();
        const opened = (await panel.told()).filter((message) => message.type === "open");
        assert.deepEqual(opened, [{ type: "open", file: "/home/student/leak.c", line: 21 }]);
    });

    it("unfold a crowd to its members, and one of them to a card of its own and back", async () => {
        await show(sixtyChildren(), "channels");
        const crowd = panel.page.locator(".card.crowd");
        await crowd.click({ position: { x: 100, y: 10 } });
        await crowd.locator(".names button", { hasText: "p5 ·" }).click();
        await card("p5").waitFor();
        assert.match(await crowd.locator(".title").innerText(), /59 × sixty/);
        await card("p5").locator(".back").click();
        await card("p5").waitFor({ state: "detached" });
        await crowd.click({ position: { x: 100, y: 10 } });
        await crowd.locator(".all").click();
        await panel.page.waitForFunction(
            () => (document.querySelector("ipc-diagram")?.shadowRoot?.querySelectorAll(".chart-user").length ?? 0) === 61,
        );
        await card("p9").locator(".back").click();
        await crowd.waitFor();
        assert.equal(await panel.page.locator(".chart-user").count(), 1);
    });

    it("draw every card where the layout has put it, also when all have ended", async () => {
        for (const width of [400, 1000]) {
            panel = await studio.panel("dark", width, 720, 1, "channels");
            await panel.play(preforkEnds().events, []);
            const moved = await panel.page.locator(".chart .card").evaluateAll((cards) =>
                cards
                    .map((each) => each as HTMLElement)
                    .filter((each) => {
                        const [own, world] = [each, each.parentElement].map((element) => element?.getBoundingClientRect());
                        const [x, y] = [(own?.x ?? 0) - (world?.x ?? 0), (own?.y ?? 0) - (world?.y ?? 0)];
                        return Math.abs(x - parseFloat(each.style.left)) > 1 || Math.abs(y - parseFloat(each.style.top)) > 1;
                    })
                    .map((each) => each.dataset["node"]),
            );
            assert.deepEqual(moved, []);
            const { scrollHeight, clientHeight, scrollWidth, clientWidth } = await panel.page
                .locator(".window")
                .evaluate((each) => ({
                    scrollHeight: each.scrollHeight,
                    clientHeight: each.clientHeight,
                    scrollWidth: each.scrollWidth,
                    clientWidth: each.clientWidth,
                }));
            assert.ok(scrollHeight <= clientHeight && scrollWidth <= clientWidth, "all of it is in sight");
            if (width < 1000) await panel.close();
        }
    });

    it("need no more room for words than the layout has reckoned with", async () => {
        await show(prefork(), "channels", 1900);
        const words = await panel.page
            .locator(".link-label")
            .evaluateAll((labels) =>
                labels.map((each) => [each.textContent, (each as unknown as SVGTextElement).getBBox().width] as const),
            );
        assert.equal(words.length, 32);
        for (const [text, width] of words) assert.ok(width <= widthOfWords(text), `${text} takes ${width} pixels`);
    });

    it("show a connection as one tube with what goes either way, a listening socket, and an end outside of the recording", async () => {
        panel = await studio.panel("dark", 1000, 720, 1, "channels");
        const { events, stops } = socketServer();
        await panel.play(events, stops);
        const tubes = await panel.page
            .locator(".tube")
            .evaluateAll((all) => all.map((each) => (each as HTMLElement).innerText.split(/\s+/).join(" ")));
        assert.deepEqual(tubes.sort(), [
            "socket1 listens, 1 client",
            "socket2 ⇄ socket3 ▸ a server ◂ and you?",
            "socket4 ⇄ socket5 waits at socket1",
            "socket6 other end unknown",
        ]);
    });

    it("go from card to card with the arrow keys", async () => {
        await show(prefork(), "channels");
        await card("p1").focus();
        await panel.page.keyboard.press("ArrowRight");
        await panel.page.keyboard.press("ArrowRight");
        const focused = await panel.page.evaluate(() => {
            const element = document.querySelector("ipc-diagram")?.shadowRoot?.activeElement;
            return element instanceof HTMLElement ? element.dataset["node"] : undefined;
        });
        assert.match(present(focused), /^p[2-9]$/);
    });

    it("fit into the window as they are", async () => {
        await show(prefork(), "channels", 700);
        const fits = (): Promise<unknown> =>
            panel.page.waitForFunction(() => {
                const frame = document.querySelector("ipc-diagram")?.shadowRoot?.querySelector(".window");
                return frame !== null && frame !== undefined && frame.scrollHeight <= frame.clientHeight;
            });
        const percent = panel.page.locator(".percent");
        const thereAndBack = async (): Promise<string> => {
            await card("p1").press("f");
            await percent.filter({ hasNotText: /^100 %/ }).waitFor();
            await fits();
            await card("p1").press("0");
            await percent.filter({ hasText: /^100 %/ }).waitFor();
            return place("p1");
        };
        // Where it stood at first depends on how many steps a picture has shown at once.
        let before = await thereAndBack();
        await eventually(
            thereAndBack,
            (now) => {
                const isSame = now === before;
                before = now;
                return isSame;
            },
            "p1 is where it was",
        );
    });
});
