import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { packEvents } from "../../tracer/model/packedEvents";
import { present } from "../present";
import type { Panel } from "../webview/page";
import { crowd, manyJobs } from "../webview/stories/crowd";
import { fullPipe } from "../webview/stories/fullPipe";
import { lsWc } from "../webview/stories/lsWc";
import { longQueue, queue } from "../webview/stories/queue";
import { ring, ringLayout } from "../webview/stories/ring";
import type { ThemeName } from "../webview/themes";
import { studioForTests } from "./studioForTests";

/** The page alone in a browser, under the policy that it has in VS Code. */
describe("diagram page", () => {
    const studio = studioForTests();
    let panel: Panel;

    async function show(story = lsWc(), stop = 8, theme: ThemeName = "dark", width = 1000): Promise<void> {
        panel = await studio.panel(theme, width, 720);
        await panel.play(story.events, story.stops, story.stops[stop]);
    }

    const card = (id: string): Locator => panel.page.locator(`.card[data-node="${id}"]`);
    const spoken = async (id: string): Promise<string> => present(await card(id).getAttribute("aria-label"));
    const frame = (): Locator => panel.page.locator(".window");
    const focused = (): Promise<string | undefined> =>
        panel.page.evaluate(() => {
            const element = document.querySelector("ipc-diagram")?.shadowRoot?.activeElement;
            return element instanceof HTMLElement ? element.dataset["node"] : undefined;
        });

    it("draws a stop and says how long it took", async () => {
        await show();
        const drawn = (await panel.told()).filter((message) => message.type === "drawn").at(-1);
        assert.ok(drawn?.type === "drawn" && typeof drawn.latency === "number" && drawn.latency >= 0);
        assert.equal(await panel.page.locator("header .phase").innerText(), "stopped · event 31");
        assert.equal(await panel.page.locator(".card").count(), 7);
    });

    it("opens the line that is clicked, and that of the focused card with Enter", async () => {
        await show();
        await card("p2").locator(".link").click();
        await card("pipe1").focus();
        await panel.page.keyboard.press("Enter");
        const opened = (await panel.told()).filter((message) => message.type === "open");
        assert.deepEqual(
            opened,
            [15, 9].map((line) => ({ type: "open", file: "/home/student/samples/c/ls_wc.c", line })),
        );
    });

    it("speaks the sentence, and names every card", async () => {
        await show();
        const footer = panel.page.locator("footer");
        assert.equal(await footer.getAttribute("aria-live"), "polite");
        assert.match(await footer.innerText(), /dup\(4\) returned 1/);
        assert.match(await spoken("p2"), /^Process p2, ls_wc, pid 4712, child of p1\. stopped at breakpoint\..*1 pipe1, write end, new/);
        assert.match(await spoken("pipe1"), /^Pipe pipe1\. 0 of 65\u00a0536 bytes/);
    });

    it("names the columns, each within its own width", async () => {
        await show();
        const headings = await panel.page
            .locator(".headings h2")
            .evaluateAll((all) => all.map((each) => [(each as HTMLElement).title, (each as HTMLElement).style.width]));
        const [processes, descriptions, objects] = headings;
        assert.equal(descriptions?.[0], "Open file descriptions");
        for (const heading of [processes, descriptions, objects]) assert.match(heading?.[1] ?? "", /^\d+px$/);
    });

    it("moves between cards with the arrow keys", async () => {
        await show();
        await card("p1").focus();
        for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await panel.page.keyboard.press(key);
        assert.equal(await focused(), "pipe1");
    });

    it("lights the ways of what the pointer is on", async () => {
        await show();
        await card("p2").locator(".row").nth(1).hover();
        assert.deepEqual(await related(), ["ofd3", "p2", "pipe1"]);
    });

    it("hides the open file descriptions with one click, and shows them again where they were", async () => {
        await show();
        const before = await card("ofd2").boundingBox();
        const toggle = panel.page.locator("vscode-toolbar-button.layers");
        await toggle.click();
        await card("ofd2").waitFor({ state: "detached" });
        await toggle.click();
        await card("ofd2").waitFor();
        assert.deepEqual(await card("ofd2").boundingBox(), before);
    });

    it("zooms with the wheel and the keyboard, and fits", async () => {
        await show();
        const percent = panel.page.locator(".percent");
        await panel.page.mouse.move(300, 300);
        await panel.page.keyboard.down("Control");
        await panel.page.mouse.wheel(0, -100);
        await panel.page.keyboard.up("Control");
        await panel.page.locator(".percent", { hasNotText: "100 %" }).waitFor();
        await card("p1").focus();
        await panel.page.keyboard.press("0");
        assert.equal(await percent.innerText(), "100 %");
        await panel.page.keyboard.press("-");
        assert.equal(await percent.innerText(), "87 %");
    });

    it("shows bytes as text, whatever they look like", async () => {
        await show(fullPipe(), 1);
        assert.equal(await card("pipe1").locator(".run .bytes").innerText(), '\\0\\x01<b>&amp;"\\t\\xff\\xfe');
        assert.equal(await card("pipe1").locator(".run b").count(), 0);
    });

    it("shows messages as text, and speaks of what needs no descriptor", async () => {
        await show(longQueue(), 2);
        const slips = card("messageQueue1").locator(".slip");
        assert.equal(await slips.count(), 3);
        assert.match(await slips.first().locator(".text").innerText(), /^\\0<b>"bold"<\/b>/);
        assert.equal(await slips.locator(".text b").count(), 0);
        assert.match(await card("messageQueue1").locator(".rest").innerText(), /15\s+more/);
        assert.match(present(await card("p2").getAttribute("aria-label")), /; without a descriptor, sends to messageQueue1 \(waits\)/);
        assert.match(
            present(await card("messageQueue1").getAttribute("aria-label")),
            /^System V queue messageQueue1, IPC_PRIVATE, number 32771\. 18 messages, .*p2 waits for room/,
        );
        assert.ok((await panel.page.locator(".edge.direct").count()) > 0);
    });

    it("opens the line that made a queue, and those of its messages", async () => {
        await show(queue(), 4);
        await card("messageQueue1").locator(".slip .link").nth(2).click();
        await card("messageQueue1").focus();
        await panel.page.keyboard.press("Enter");
        const opened = (await panel.told()).filter((message) => message.type === "open");
        assert.deepEqual(
            opened.map(({ line }) => line),
            [31, 14],
        );
    });

    it("shows the host's sentences until they are dismissed", async () => {
        await show();
        await panel.send({ type: "notice", text: "Lines are unknown." });
        const notice = panel.page.locator(".notice");
        await notice.waitFor();
        await notice.getByRole("button", { name: "Dismiss" }).click();
        await notice.waitFor({ state: "detached" });
    });

    it("outlines the process selected in the Call Stack", async () => {
        await show();
        await panel.send({ type: "focus", pid: 4712 });
        await panel.page.locator('.card.selected[data-node="p2"]').waitFor();
    });

    describe("with a crowd", () => {
        const inSight = (id: string): Promise<boolean> =>
            card(id).evaluate((element) => {
                const [box, around] = [element, element.closest(".window")].map((each) => each?.getBoundingClientRect());
                if (box === undefined || around === undefined) throw new Error("The card is not in the window.");
                return box.bottom > around.top && box.top < around.bottom;
            });
        const scrollTo = (top: number): Promise<void> =>
            frame().evaluate(async (element, to) => {
                element.scrollTo(0, to);
                await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
            }, top);
        /** p40 stops at once after the story's last stop, and p29 after that. */
        async function crowdOfStops(): Promise<readonly [number, number, number]> {
            const story = crowd().stop("p40", 22).stop("p29", 23);
            await show(story, 3);
            const [here, next, last] = story.stops.slice(3);
            return [present(here), present(next), present(last)];
        }
        async function goOn(from: number, to: number): Promise<void> {
            await panel.send({ type: "running" });
            await panel.send({
                type: "events",
                events: packEvents(crowd().stop("p40", 22).stop("p29", 23).events.slice(from, to)),
                runtimes: [],
            });
            await panel.send({ type: "stopped", process: null, sentAt: Date.now() });
            await panel.stopDrawn(to);
        }

        it("draws fifty small cards, few strong edges, and one hint at the others", async () => {
            await show(crowd(), 2);
            assert.equal(await panel.page.locator(".card.process.compact").count(), 49);
            assert.equal(await panel.page.locator(".card.pipe.small").count(), 49);
            assert.equal(await panel.page.locator(".edges .hint").count(), 1);
            assert.ok((await panel.page.locator(".edges .edge").count()) < 200);
            assert.match(
                await spoken("p20"),
                /^Process p20, browser, pid 8019, child of p1\. blocked, frozen\. waits in read\(0\).*; and \d+ more$/,
            );
        });

        it("draws all the ways of the card that has the focus", async () => {
            await show(crowd(), 2);
            await card("p20").focus();
            const ways = panel.page.locator(".edges .edge.lit");
            await ways.first().waitFor();
            assert.ok((await ways.count()) > 20);
        });

        it("unfolds a process and a pipe with the space bar, and folds them again", async () => {
            await show(crowd(), 2);
            for (const [id, small] of [
                ["p20", "compact"],
                ["pipe20", "small"],
            ] as const) {
                await card(id).press(" ");
                await panel.page.locator(`.card.raised[data-node="${id}"]`).waitFor();
                // The page makes the card anew: the focus must not be lost with the old one.
                assert.equal(await focused(), id);
                await card(id).press(" ");
                await panel.page.locator(`.card.${small}[data-node="${id}"]`).waitFor();
            }
        });

        it("keeps the process that stops in sight, until the user scrolls away", async () => {
            const [here, next, last] = await crowdOfStops();
            await goOn(here, next);
            assert.equal(await inSight("p40"), true);
            await scrollTo(0);
            assert.equal(await inSight("p40"), false);
            await goOn(next, last);
            assert.equal(await inSight("p29"), false, "the user looks at something else");
            await panel.send({ type: "focus", pid: 8028 });
            await panel.page.locator('.card.selected[data-node="p29"]').waitFor();
            await panel.page.waitForFunction((element) => element.scrollTop > 0, await frame().elementHandle());
        });

        it("lists the ended processes that have no card", async () => {
            await show(manyJobs(200), 0);
            const events = manyJobs(200).events;
            await panel.send({ type: "events", events: packEvents(events.slice(manyJobs(200).stops[0])), runtimes: [] });
            await panel.drawn(events.length);
            const ended = panel.page.locator(".endings summary");
            assert.equal(await ended.innerText(), "178 ended");
            await ended.press("Enter");
            assert.match(await panel.page.locator(".endings .list").innerText(), /^exited, status 1 · 1 process/);
            await ended.press("Escape");
            await panel.page.locator(".endings .list").waitFor({ state: "hidden" });
        });

        it("stays within 320 pixels", async () => {
            await show(crowd(), 2, "dark", 320);
            assert.equal(await overflow(), 0);
        });

        it("draws no more often than it can show, however fast the events come", async () => {
            await show(crowd(), 2);
            const [{ length: before }, story] = [await panel.told(), crowd()];
            const first = story.events.length;
            for (let round = 0; round < 2_000; round += 1) {
                story.wrote("p1", 7, "ofd13", "pipe5", "GET /", 5, 31).read("p6", 0, "ofd12", "pipe5", 5, 22);
            }
            const events = story.events.slice(first);
            const parts = Array.from({ length: events.length / 20 }, (_, part) => packEvents(events.slice(20 * part, 20 * part + 20)));
            await panel.page.evaluate((given) => {
                for (const part of given) window.postMessage({ type: "events", events: part, runtimes: [] }, "*");
            }, parts);
            await panel.drawn(story.events.length);
            const drawn = (await panel.told()).length - before;
            assert.ok(drawn < 100, `${drawn} pictures of 200 messages`);
        });
    });

    for (const [theme, width] of [
        ["dark", 320],
        ["light", 600],
        ["hc-black", 840],
        ["hc-light", 1600],
    ] as const) {
        it(`keeps within ${width} pixels in ${theme}`, async () => {
            await show(lsWc(), 8, theme, width);
            assert.equal(await overflow(), 0);
        });
    }

    function overflow(): Promise<number> {
        return frame().evaluate((element) => element.scrollWidth - element.clientWidth);
    }

    async function related(): Promise<readonly string[]> {
        const nodes = await panel.page
            .locator(".card.related")
            .evaluateAll((cards) => cards.map((each) => (each as HTMLElement).dataset["node"] ?? ""));
        return nodes.sort();
    }

    it("has on a segment's card a button, and in the menu an entry, to watch who reads and writes there, while a program runs", async () => {
        const story = ring();
        await show(story, 1);
        const button = card("sharedMemory1").locator(".watch");
        assert.equal(await button.count(), 0);
        await panel.send({ type: "watching", on: false });
        assert.equal(await button.getAttribute("aria-pressed"), "false");
        await button.click();
        await panel.send({ type: "watching", on: true });
        await panel.page.locator('.watch[aria-pressed="true"]').waitFor();
        await frame().focus();
        await panel.page.keyboard.press("w");
        const wishes = (await panel.told()).flatMap((message) => (message.type === "watchMemory" ? [message.on] : []));
        assert.deepEqual(wishes, [true, false]);
        await panel.page.locator(".menu summary").click();
        const entry = panel.page.getByRole("menuitemcheckbox", { name: /^Watch shared memory/ });
        assert.equal(await entry.getAttribute("aria-checked"), "true");
        await panel.send({ type: "watching", on: null });
        await entry.waitFor({ state: "detached" });
        assert.equal(await button.count(), 0);
    });

    it("says on a segment's card who wrote and who read last, and opens the lines", async () => {
        await show(ring(), 2);
        const lines = await card("sharedMemory1").locator(".access").allTextContents();
        assert.deepEqual(
            lines.map((line) => line.replace(/\s+/g, " ")),
            ["written by p1 at 20ring.c:22", "read by p2 at 0, 1 200 timesring.c:41"],
        );
        assert.match(
            await spoken("sharedMemory1"),
            /3 bytes changed since the last stop\. p1 and p2 ran in between\. written by p1 at 20 ring\.c:22/,
        );
        await card("sharedMemory1").locator(".access .link").last().click();
        assert.deepEqual((await panel.told()).at(-1), { type: "open", file: "/home/student/samples/c/ring.c", line: 41 });
    });

    it("shows a structure in shared memory where debug information tells of it, with what changed since the last stop", async () => {
        await show(ring(), 2);
        await panel.send({ type: "layout", object: "sharedMemory1", layout: ringLayout });
        const typed = card("sharedMemory1").locator(".typed");
        await typed.waitFor();
        assert.deepEqual(await typed.locator(".type").allTextContents(), ["struct ring *ring"]);
        const fields = await typed
            .locator(".field")
            .evaluateAll((all) => all.map((each) => [each.textContent, each.classList.contains("changed")]));
        assert.deepEqual(fields, [
            ["head 2", true],
            ["tail 1", true],
            ["name “orders”", false],
            ["items 7, 12, 0, 0", true],
        ]);
        assert.ok((await card("sharedMemory1").locator(".bytes .line").count()) >= 1, "some of the bytes stay in sight");
        assert.match(
            await spoken("sharedMemory1"),
            /struct ring \*ring: head 2, changed; tail 1, changed; name “orders”; items 7, 12, 0, 0, changed/,
        );
    });
});
