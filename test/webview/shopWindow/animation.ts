/** A pipe that fills and drains: a recording, drawn by the diagram event by event. */
import sharp from "sharp";
import type { Event } from "../../../tracer/model/event";
import { packEvents } from "../../../tracer/model/packedEvents";
import type { Panel, Studio } from "../page";
import { recordInTerminal } from "./recordInTerminal";
import { withoutDescriptions } from "./withoutDescriptions";

const size = { width: 860, height: 680 };

/** How long a picture stays, in milliseconds. */
const durations = { usual: 420, wait: 1500, last: 2200 };

const untold: ReadonlySet<Event["kind"]> = new Set(["callResumed", "signalDelivered"]);

interface Moment {
    /** The event up to which the picture tells. */
    readonly seq: number;
    readonly duration: number;
}

/** Writes an animated GIF that repeats. */
export async function animation(studio: Studio, file: string): Promise<void> {
    const events = await recordInTerminal("test/programs/fill");
    const moments = momentsOf(events);
    const panel = await studio.panel("dark", size.width, size.height);
    await withoutDescriptions(panel);
    const frames = await framesOf(panel, events, moments);
    await panel.close();
    await sharp(frames, { join: { animated: true } })
        .gif({ delay: moments.map(({ duration }) => duration), loop: 0, dither: 0, effort: 10 })
        .toFile(file);
}

/** What the lines of the program do with pipe and processes: neither its sleep nor SIGCHLD. */
function momentsOf(events: readonly Event[]): readonly Moment[] {
    const told = events.filter((event) => event.source !== undefined && !untold.has(event.kind) && !sleeps(event));
    return told.map((event, index) => ({
        seq: event.seq,
        duration: index === told.length - 1 ? durations.last : event.kind === "callBlocked" ? durations.wait : durations.usual,
    }));
}

function sleeps(event: Event): boolean {
    return event.kind === "callBlocked" && event.call.includes("nanosleep");
}

async function framesOf(panel: Panel, events: readonly Event[], moments: readonly Moment[]): Promise<Buffer[]> {
    await panel.send({ type: "reset", title: "fill", live: true });
    await panel.send({ type: "running" });
    const frames: Buffer[] = [];
    let from = 0;
    for (const { seq } of moments) {
        await panel.send({ type: "events", events: packEvents(events.slice(from, seq)), runtimes: [] });
        await panel.drawn(seq);
        frames.push(await panel.page.screenshot());
        from = seq;
    }
    return frames;
}
