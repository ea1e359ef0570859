/** The stories whose pictures are measured: told by hand, and recorded from programs like those. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { interpretTrace } from "../../../tracer/cli/interpretTrace";
import type { Event } from "../../../tracer/model/event";
import { present } from "../../present";
import { inheritedEnd, jobServer, sixStages, sixtyChildren } from "../../webview/stories/many";
import { prefork } from "../../webview/stories/prefork";
import type { Story } from "../../webview/story";

export interface MeasuredStory {
    readonly name: string;
    /** Up to the moment that is measured. */
    readonly events: readonly Event[];
}

const root = path.resolve(__dirname, "../../..");
const programs = path.join(root, "test/programs/build");

/** Each up to its last stop. */
export function toldStories(): readonly MeasuredStory[] {
    const stories: Readonly<Record<string, () => Story>> = {
        "leak": inheritedEnd,
        "prefork": prefork,
        "make -j8": jobServer,
        "pipeline of six": sixStages,
        "60 children": sixtyChildren,
    };
    return Object.entries(stories).map(([name, story]) => {
        const { events, stops } = story();
        return { name, events: events.slice(0, present(stops.at(-1))) };
    });
}

/** Each up to the last of the moments at which the most processes lived. `directory`: for the traces. */
export async function recordedStories(directory: string): Promise<readonly MeasuredStory[]> {
    const build = path.join(directory, "build");
    mkdirSync(build);
    const parts = Array.from({ length: 16 }, (_, part) => `part${part}`);
    writeFileSync(path.join(build, "Makefile"), `all: ${parts.join(" ")}\n\n${parts.join(" ")}:\n\t@sleep 0.2; :\n`);
    const commands: Readonly<Record<string, readonly string[]>> = {
        "leak": [path.join(programs, "inherited_end")],
        "prefork": [path.join(programs, "prefork")],
        "make -j8": ["make", "-s", "-j8", "-C", build],
        "pipeline of six": ["sh", "-c", `cat ${__filename} | tr A-Z a-z | grep e | sort | uniq -c | head -3`],
        "60 children": [path.join(programs, "sixty")],
    };
    const stories: MeasuredStory[] = [];
    for (const [name, command] of Object.entries(commands)) {
        stories.push({
            name: `${name}, recorded`,
            events: untilMostLive(await recorded(command, path.join(directory, `${name}.ipctrace`))),
        });
    }
    return stories;
}

async function recorded(command: readonly string[], trace: string): Promise<readonly Event[]> {
    try {
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", trace, "--", ...command], {
            stdio: ["ignore", "ignore", "ignore"],
        });
    } catch {
        // The leak ends by a signal: what it recorded counts.
    }
    const events: Event[] = [];
    for await (const record of interpretTrace(trace)) events.push(...record.events);
    return events;
}

function untilMostLive(events: readonly Event[]): readonly Event[] {
    let [living, most, until] = [1, 0, 0];
    for (const [index, event] of events.entries()) {
        if (event.kind === "processExited") living -= 1;
        if (event.kind === "processForked") living += 1;
        if (living < most) continue;
        most = living;
        until = index + 1;
    }
    return events.slice(0, until);
}
