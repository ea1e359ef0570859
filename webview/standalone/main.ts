/**
 * A page that shows a trace by itself, from a file: this stands where VS Code is otherwise. It is loaded before the diagram, which asks for
 * `acquireVsCodeApi`.
 */
import type { Event } from "../../tracer/model/event";
import type { DiagramMessage } from "../protocol/messages";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { askedEvent, askedTheme, offerPicture, pictureDrawn } from "./askedPicture";
import { StepBar } from "./stepBar";
import { readTrace } from "./readTrace";
import { saveFile } from "./saveFile";
import { themes } from "./themes";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function dress(): void {
    const isDark = askedTheme === null ? dark.matches : askedTheme === "dark";
    const { bodyClass, variables } = isDark ? themes.dark : themes.light;
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(variables)) style.setProperty(`--vscode-${name}`, value);
    document.body.className = bodyClass;
}

/** Seconds. */
const aWhile = 0.1;

/** When the page was told of its last stop; no two have the same. */
let lastStop = 0;

class Player {
    /** How many events the page has been told of. */
    private shown = 0;

    constructor(
        private readonly title: string,
        private readonly events: readonly Event[],
    ) {}

    /** Shows the moment after so many events. */
    show(count: number): void {
        if (count < this.shown) {
            tell({ type: "reset", title: this.title, live: true });
            this.shown = 0;
        }
        // What has changed since the last stop is marked: that is to be what the last event has done.
        if (count > this.shown + 1) this.add(count - 1);
        this.add(count);
    }

    private add(count: number): void {
        const events = this.events.slice(this.shown, count);
        this.shown = count;
        if (events.length > 0) tell({ type: "events", events: packEvents(events), runtimes: [] });
        const settled = this.isSettled(count) && { settled: true };
        lastStop = Math.max(Date.now(), lastStop + 1);
        delete document.documentElement.dataset["drawn"];
        tell({ type: "stopped", process: events.at(-1)?.process ?? null, sentAt: lastStop, ...settled });
    }

    /** As in the editor: nothing happens for a while after so many events, or ever. */
    private isSettled(count: number): boolean {
        const [last, next] = [this.events[count - 1], this.events[count]];
        return next === undefined || (last !== undefined && next.time - last.time > aWhile);
    }
}

function tell(message: unknown): void {
    window.postMessage(message, "*");
}

async function begin(): Promise<void> {
    const { title, packed } = await readTrace();
    const events = unpackEvents(packed);
    const player = new Player(title, events);
    tell({ type: "reset", title, live: true });
    const bar = new StepBar(events.length, (count) => player.show(count));
    bar.goTo(askedEvent ?? events.length);
}

function receive(message: DiagramMessage): void {
    switch (message.type) {
        case "ready":
            void begin();
            return;
        case "copy":
            void navigator.clipboard.writeText(message.text);
            return;
        case "save":
            saveFile(message.name, message.base64);
            return;
        case "drawn":
            // What comes before the last stop may be drawn by itself.
            if (message.sentAt !== lastStop) return;
            document.documentElement.dataset["drawn"] = String(message.seq);
            pictureDrawn(message.seq);
            return;
        case "open":
        case "watchMemory":
            // There is no editor, and no program that runs.
            return;
    }
}

const keptStates: unknown[] = [];
Object.assign(window, {
    acquireVsCodeApi: () => ({
        postMessage: receive,
        getState: () => keptStates.at(-1),
        setState: (state: unknown) => keptStates.splice(0, keptStates.length, state),
    }),
});
offerPicture();
dress();
dark.addEventListener("change", dress);
