/** Which pictures are taken. */
import { manyShots } from "./manyShots";
import { knotShots } from "./knotShots";
import { toolShots } from "./toolShots";
import type { Panel } from "./page";
import { recordedStory } from "./recordedStory";
import { askedPages } from "./stories/browser";
import { counters, ownTables } from "./stories/counters";
import { crowd, manyDescriptors, manyJobs, manyStages, oddShapes } from "./stories/crowd";
import { family } from "./stories/family";
import { fifo, fifoOpening } from "./stories/fifo";
import { groups } from "./stories/groups";
import { fullPipe } from "./stories/fullPipe";
import { lsWc } from "./stories/lsWc";
import { socketPairs, socketServer } from "./stories/pairs";
import { pipeline } from "./stories/pipeline";
import { mappedFile } from "./stories/mappedFile";
import { mutexes } from "./stories/mutexes";
import { fullPosixQueue, posixQueue } from "./stories/posixQueue";
import { longQueue, manyQueues, manyReceivers, queue } from "./stories/queue";
import type { ViewChoice } from "../../webview/protocol/viewChoice";
import { channelShots } from "./channelShots";
import { ring, ringLayout } from "./stories/ring";
import { manySemaphores, semaphores } from "./stories/semaphores";
import type { Story } from "./story";
import type { ThemeName } from "./themes";

export interface Shot {
    readonly name: string;
    readonly story: () => Pick<Story, "events" | "stops"> | ReturnType<typeof recordedStory>;
    readonly theme: ThemeName;
    readonly width: number;
    readonly height: number;
    /** Which of the story's stops; the end when absent. */
    readonly stop?: number;
    /** Tables when absent. */
    readonly view?: ViewChoice;
    readonly then?: (panel: Panel) => Promise<void>;
}

const full = { width: 1000, height: 720 };

const steps: readonly Shot[] = Array.from({ length: lsWc().stops.length }, (_, stop) => ({
    name: `ls_wc-${String(stop).padStart(2, "0")}`,
    story: lsWc,
    theme: "dark",
    ...full,
    stop,
}));

export const shots: readonly Shot[] = [
    { name: "welcome", story: () => ({ events: [], stops: [] }), theme: "dark", width: 800, height: 600 },
    { name: "welcome-light", story: () => ({ events: [], stops: [] }), theme: "light", width: 400, height: 600 },
    ...steps,
    { name: "ls_wc-end", story: lsWc, theme: "dark", ...full },
    ...(["light", "hc-black", "hc-light"] as const).map((theme): Shot => ({
        name: `ls_wc-${theme}`,
        story: lsWc,
        theme,
        ...full,
        stop: 8,
    })),
    { name: "ls_wc-bytes-light", story: lsWc, theme: "light", ...full, stop: 10 },
    { name: "ls_wc-narrow", story: lsWc, theme: "dark", width: 320, height: 1100, stop: 8 },
    { name: "ls_wc-narrow-bytes", story: lsWc, theme: "light", width: 400, height: 1000, stop: 10 },
    { name: "ls_wc-middle", story: lsWc, theme: "dark", width: 600, height: 720, stop: 8 },
    { name: "ls_wc-780", story: lsWc, theme: "dark", width: 781, height: 480, stop: 8 },
    { name: "ls_wc-650", story: lsWc, theme: "light", width: 650, height: 600, stop: 8 },
    { name: "full_pipe-780", story: fullPipe, theme: "dark", width: 781, height: 480 },
    { name: "ls_wc-840", story: lsWc, theme: "dark", width: 840, height: 720, stop: 8 },
    { name: "ls_wc-wide", story: lsWc, theme: "dark", width: 1600, height: 800, stop: 10 },
    {
        name: "ls_wc-straight",
        story: lsWc,
        theme: "dark",
        ...full,
        stop: 8,
        then: async (panel) => {
            await panel.page.locator("vscode-toolbar-button.layers").click();
            await panel.page.waitForTimeout(150);
        },
    },
    {
        name: "ls_wc-hover",
        story: lsWc,
        theme: "dark",
        ...full,
        stop: 8,
        then: async (panel) => {
            await panel.page.locator('[data-node="pipe1"]').hover({ position: { x: 100, y: 190 } });
        },
    },
    { name: "pipeline", story: pipeline, theme: "dark", width: 1100, height: 1300 },
    { name: "pipeline-light", story: pipeline, theme: "light", width: 1100, height: 1300, stop: 4 },
    { name: "fifo", story: fifo, theme: "dark", width: 1000, height: 1200 },
    { name: "fifo-wait", story: fifo, theme: "light", width: 1000, height: 1200, stop: 1 },
    { name: "fifo-hc", story: fifo, theme: "hc-black", width: 1000, height: 1200, stop: 3 },
    { name: "fifo-opening", story: fifoOpening, theme: "dark", ...full },
    { name: "full_pipe-tall", story: fullPipe, theme: "dark", width: 1000, height: 1100 },
    { name: "full_pipe", story: fullPipe, theme: "dark", ...full },
    { name: "full_pipe-light", story: fullPipe, theme: "light", ...full, stop: 2 },
    { name: "queue", story: queue, theme: "dark", width: 1000, height: 900 },
    ...(["light", "hc-black", "hc-light"] as const).map((theme): Shot => ({
        name: `queue-${theme}`,
        story: queue,
        theme,
        width: 1000,
        height: 900,
        stop: 4,
    })),
    { name: "posix-queue", story: posixQueue, theme: "dark", width: 1000, height: 800 },
    { name: "posix-queue-320", story: posixQueue, theme: "light", width: 320, height: 1100 },
    { name: "posix-queue-full", story: fullPosixQueue, theme: "dark", width: 1000, height: 700 },
    { name: "mutexes", story: mutexes, theme: "dark", width: 1000, height: 900 },
    { name: "mutexes-320", story: mutexes, theme: "light", width: 320, height: 1300 },
    { name: "semaphores", story: semaphores, theme: "dark", width: 1000, height: 900 },
    { name: "semaphores-light", story: semaphores, theme: "light", width: 660, height: 900 },
    { name: "semaphores-320", story: semaphores, theme: "dark", width: 320, height: 1300 },
    { name: "semaphores-many", story: manySemaphores, theme: "dark", width: 1000, height: 1600 },
    { name: "queue-1240", story: queue, theme: "dark", width: 1240, height: 900, stop: 4 },
    { name: "queue-600", story: queue, theme: "dark", width: 600, height: 900, stop: 5 },
    { name: "queue-660", story: queue, theme: "dark", width: 660, height: 900, stop: 5 },
    { name: "queue-320", story: queue, theme: "dark", width: 320, height: 1300, stop: 5 },
    { name: "queue-long", story: longQueue, theme: "dark", ...full },
    { name: "queue-long-light", story: longQueue, theme: "light", width: 700, height: 720, stop: 1 },
    { name: "queue-many", story: manyReceivers, theme: "dark", width: 1000, height: 1600 },
    { name: "queue-crowd", story: manyQueues, theme: "dark", width: 1200, height: 1100 },
    { name: "queue-crowd-320", story: manyQueues, theme: "light", width: 320, height: 1100 },
    { name: "counters", story: counters, theme: "dark", width: 1000, height: 720 },
    ...(["light", "hc-black"] as const).map((theme): Shot => ({
        name: `counters-${theme}`,
        story: counters,
        theme,
        width: 1000,
        height: 720,
        stop: 3,
    })),
    { name: "counters-320", story: counters, theme: "dark", width: 320, height: 1200 },
    { name: "threads", story: ownTables, theme: "dark", width: 1000, height: 720 },
    { name: "threads-light", story: ownTables, theme: "light", width: 700, height: 900 },
    { name: "crowd", story: crowd, theme: "dark", width: 1200, height: 1000 },
    {
        name: "crowd-fit",
        story: crowd,
        theme: "dark",
        width: 1200,
        height: 1000,
        then: async (panel) => {
            await panel.page
                .locator(".window")
                .focus()
                .catch(() => undefined);
            await panel.page.locator(".card").first().press("f");
            await panel.page.waitForTimeout(200);
        },
    },
    ...(["light", "hc-black"] as const).map((theme): Shot => ({
        name: `crowd-${theme}`,
        story: crowd,
        theme,
        width: 1200,
        height: 1000,
        stop: -1,
    })),
    { name: "crowd-780", story: crowd, theme: "dark", width: 780, height: 900, stop: -1 },
    { name: "crowd-320", story: crowd, theme: "dark", width: 320, height: 900, stop: -1 },
    {
        name: "crowd-zoomed",
        story: crowd,
        theme: "dark",
        width: 320,
        height: 900,
        stop: -1,
        then: async (panel) => {
            await panel.page.locator(".card").first().press("+");
            await panel.page.locator(".card").first().press("+");
            await panel.page.waitForTimeout(200);
        },
    },
    {
        name: "crowd-straight",
        story: crowd,
        theme: "dark",
        width: 1000,
        height: 900,
        then: async (panel) => {
            await panel.page.locator("vscode-toolbar-button.layers").click();
            await panel.page.waitForTimeout(300);
        },
    },
    {
        name: "crowd-worker",
        story: crowd,
        theme: "dark",
        width: 1200,
        height: 1000,
        then: async (panel) => {
            await panel.send({ type: "focus", pid: 8028 });
            await panel.page.locator('.card.raised[data-node="p29"]').waitFor();
            await panel.page.waitForTimeout(300);
        },
    },
    {
        name: "crowd-pipe",
        story: crowd,
        theme: "dark",
        width: 1200,
        height: 1000,
        then: async (panel) => {
            await panel.page.locator('.card[data-node="pipe5"]').press(" ");
            await panel.page.waitForTimeout(300);
        },
    },
    { name: "stages", story: manyStages, theme: "dark", width: 1200, height: 1000 },
    { name: "stages-780", story: manyStages, theme: "light", width: 780, height: 1000, stop: -1 },
    { name: "jobs", story: manyJobs, theme: "dark", width: 1000, height: 900 },
    {
        name: "jobs-ended",
        story: manyJobs,
        theme: "light",
        width: 1000,
        height: 900,
        then: async (panel) => {
            await panel.page.locator(".endings summary").click();
            await panel.page.waitForTimeout(100);
        },
    },
    ...[2, 9, 40].flatMap((processes) =>
        (["tables", "channels"] as const).flatMap((view) =>
            ([1100, 340] as const).map((width) => ({
                name: `groups-${processes}-${view}-${width}`,
                story: () => groups(processes),
                theme: processes === 9 ? ("light" as const) : ("dark" as const),
                width,
                height: 1000,
                view,
            })),
        ),
    ),
    { name: "tty", story: () => recordedStory("tty"), theme: "dark", width: 1000, height: 720, stop: 20 },
    { name: "tty-channels", story: () => recordedStory("tty"), theme: "light", width: 900, height: 500, stop: 20, view: "channels" },
    { name: "odd", story: oddShapes, theme: "dark", width: 1000, height: 1000 },
    { name: "odd-320", story: oddShapes, theme: "light", width: 320, height: 1400 },
    { name: "many_descriptors", story: manyDescriptors, theme: "dark", ...full },
    { name: "many_descriptors-open", story: manyDescriptors, theme: "dark", ...full, stop: 2 },
    {
        name: "many_descriptors-unfolded",
        story: manyDescriptors,
        theme: "light",
        ...full,
        stop: 2,
        then: async (panel) => {
            await panel.page.locator(".more").click();
            await panel.page.waitForTimeout(150);
        },
    },
    { name: "signals", story: () => recordedStory("signal_mask"), theme: "dark", width: 1000, height: 720, stop: -7 },
    { name: "signals-light", story: () => recordedStory("signal_mask"), theme: "light", width: 660, height: 720, stop: -7 },
    { name: "signals-nested", story: () => recordedStory("signal_nested"), theme: "dark", width: 1000, height: 560, stop: 19 },
    { name: "signals-queue-320", story: () => recordedStory("signal_queue"), theme: "dark", width: 320, height: 900, stop: 12 },
    {
        name: "notice",
        story: lsWc,
        theme: "dark",
        ...full,
        stop: 5,
        then: async (panel) => {
            await panel.send({ type: "notice", text: "ls_wc was compiled without -g: lines are unknown." });
            await panel.send({ type: "focus", pid: 4712 });
            await panel.page.locator('[data-node="p1"]').focus();
            await panel.page.keyboard.press("ArrowRight");
            await panel.page.keyboard.press("ArrowDown");
            await panel.page.waitForTimeout(150);
        },
    },
    ...[20, 45, 70].map((stop): Shot => ({
        name: `real-pipeline-${stop}`,
        story: () => recordedStory("pipeline"),
        theme: "light",
        width: 1100,
        height: 1300,
        stop,
    })),
    ...[12, 16, 40].map((stop): Shot => ({
        name: `real-ls_wc-${stop}`,
        story: () => recordedStory("ls_wc"),
        theme: "dark",
        width: 1000,
        height: 800,
        stop,
    })),
    ...[3, 9].map((stop): Shot => ({
        name: `real-shared_memory-${stop}`,
        story: () => recordedStory("shared_memory"),
        theme: "dark",
        width: 1000,
        height: 900,
        stop,
    })),
    ...(["dark", "light", "hc-black"] as const).map((theme): Shot => ({
        name: `ring-${theme}`,
        story: ring,
        theme,
        width: 1000,
        height: 620,
        stop: 2,
        then: async (panel) => {
            await panel.send({ type: "watching", on: theme !== "light" });
            await panel.send({ type: "layout", object: "sharedMemory1", layout: ringLayout });
            await panel.page.locator(".typed").waitFor();
        },
    })),
    ...(["dark", "light"] as const).map((theme): Shot => ({
        name: `mapped_file-${theme}`,
        story: mappedFile,
        theme,
        width: 1000,
        height: 620,
        stop: 4,
        then: (panel) => panel.send({ type: "watching", on: theme !== "light" }),
    })),
    ...[10, 44].map((stop): Shot => ({
        name: `real-epoll-${stop}`,
        story: () => recordedStory("epoll"),
        theme: "dark",
        width: 1000,
        height: 1300,
        stop,
    })),
    ...["eventfd", "message_queue", "socket", "pipe", "dup", "fifo", "fifo_producers", "pipeline", "popen", "parent_child", "redirect"].map(
        (sample): Shot => ({
            name: `real-${sample}`,
            story: () => recordedStory(sample),
            theme: "dark",
            width: 1000,
            height: 1100,
            stop: -4,
        }),
    ),
    ...[400, 900, 1900].flatMap((width): readonly Shot[] => [
        { name: `joints-server-${width}`, story: socketServer, theme: "dark", width, height: 900, stop: -1 },
        { name: `joints-pairs-${width}`, story: () => socketPairs(30), theme: "light", width, height: 900, stop: -1 },
    ]),
    ...[400, 900, 1900].flatMap((width): readonly Shot[] =>
        (["tables", "channels"] as const).map((view) => ({
            name: `browser-${view}-${width}`,
            story: askedPages,
            theme: "dark",
            width,
            height: 1000,
            view,
            stop: 0,
        })),
    ),
    ...channelShots,
    { name: "family", story: family, theme: "dark", width: 1000, height: 1000 },
    { name: "family-light", story: family, theme: "light", width: 1000, height: 1000, stop: 3 },
    ...manyShots,
    ...knotShots,
    ...toolShots,
];
