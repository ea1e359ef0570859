import assert from "node:assert/strict";
import { counters, ownTables } from "../webview/stories/counters";
import { crowd, manyDescriptors, manyStages, oddShapes } from "../webview/stories/crowd";
import { family } from "../webview/stories/family";
import { fifo } from "../webview/stories/fifo";
import { fullPipe } from "../webview/stories/fullPipe";
import { lsWc } from "../webview/stories/lsWc";
import { pipeline } from "../webview/stories/pipeline";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import { longQueue, manyQueues, manyReceivers, queue } from "../webview/stories/queue";
import { Story } from "../webview/story";
import { studioForTests } from "./studioForTests";

const stories = {
    lsWc,
    pipeline,
    fifo,
    fullPipe,
    family,
    queue,
    counters,
    crowd,
    manyStages,
    prefork,
    preforkEnds,
    oddShapes,
    ownTables,
    manyDescriptors,
    longQueue,
    manyQueues,
    manyReceivers,
    longNames,
};
/** Names that fill their lines, and others that leave room for their neighbours. */
function longNames(): Story {
    const story = new Story("/home/student/samples/c/a_program_that_does_very_much.c", 6600);
    story.started("p1", "./a").terminal("p1").pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 12);
    story.tell({
        kind: "processForked",
        call: "clone",
        process: "p1",
        child: "p2",
        childPid: 6601,
        sharesDescriptors: true,
        sharesMemory: true,
    });
    story.opened("p1", 5, "ofd4", { id: "file1", kind: "file", name: "/a", size: 1 }, "read-write", 13, ["O_APPEND", "O_SYNC"], true);
    story.wrote("p1", 4, "ofd3", "pipe1", "a", 1, 14).blocked("p2", "read", 3, "pipe1", { what: "input" }, 15);
    return story.stop("p1", 16, "breakpoint");
}

const widths = [320, 560, 780, 1240];

/** What a line may leave empty beside a text that it cuts: less than one more letter and the ellipsis. */
const spare = 14;

describe("labels in the diagram page", () => {
    const studio = studioForTests();

    for (const [name, story] of Object.entries(stories)) {
        it(`of ${name} are cut only where their line is full`, async () => {
            const { events, stops } = story();
            const panel = await studio.panel("dark", widths[0] ?? 0, 900);
            await panel.play(events, stops);
            for (const width of widths) {
                await panel.page.setViewportSize({ width, height: 900 });
                await panel.page.waitForTimeout(60);
                const cut = await panel.page.locator(".window").evaluate(needlesslyCut, spare);
                assert.deepEqual(cut, [], `${width} pixels wide`);
            }
        });
    }
});

/** Texts that end with an ellipsis though there is room beside them. Runs in the page. */
function needlesslyCut(frame: Element, most: number): readonly string[] {
    return [...frame.querySelectorAll<HTMLElement>(".card *")].flatMap((element) => {
        const { overflowX, textOverflow, display } = getComputedStyle(element);
        if (overflowX === "visible" || textOverflow !== "ellipsis" || display === "-webkit-box") return [];
        if (element.scrollWidth <= element.clientWidth) return [];
        let line = element;
        while (line.parentElement !== null && !getComputedStyle(line.parentElement).display.includes("flex")) line = line.parentElement;
        const around = line.parentElement;
        if (around === null || around.closest(".card") === null) return [];
        const style = getComputedStyle(around);
        const inner = around.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        const shown = [...around.children].filter(
            (child) => child.getBoundingClientRect().width > 0 && getComputedStyle(child).position !== "absolute",
        );
        const used = shown.reduce((sum, child) => sum + child.getBoundingClientRect().width, 0);
        const gaps = (parseFloat(style.columnGap) || 0) * (shown.length - 1);
        const free = inner - used - gaps;
        return free > most ? [`${element.className}: ${element.textContent} (${Math.round(free)} free)`] : [];
    });
}
