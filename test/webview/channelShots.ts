/** Pictures of the Channels view. */
import type { Shot } from "./shotList";
import { recordedStory } from "./recordedStory";
import { crowd, manyJobs, manyStages } from "./stories/crowd";
import { fifo } from "./stories/fifo";
import { fullPipe } from "./stories/fullPipe";
import { inheritedEnd, jobServer, sixStages, sixtyChildren } from "./stories/many";
import { socketPairs, socketServer } from "./stories/pairs";
import { prefork, preforkEnds } from "./stories/prefork";
import { manyQueues, queue } from "./stories/queue";
import type { ThemeName } from "./themes";

const measured = { leak: inheritedEnd, prefork, make: jobServer, six: sixStages, sixty: sixtyChildren, pairs: socketPairs } as const;
const themes: readonly ThemeName[] = ["dark", "light", "hc-black", "hc-light"];
const widths = [400, 900, 1900] as const;

function shot(name: string, story: Shot["story"], rest: Partial<Shot> = {}): Shot {
    return { name: `channels-${name}`, story, theme: "dark", width: 1200, height: 800, view: "channels", ...rest };
}

export const channelShots: readonly Shot[] = [
    ...Object.entries(measured).flatMap(([name, story]) =>
        widths.flatMap((width) =>
            themes.map((theme) => shot(`${name}-${width}-${theme}`, story, { width, height: width === 400 ? 900 : 800, theme, stop: -1 })),
        ),
    ),
    shot("server", socketServer, { stop: -1 }),
    shot("server-narrow", socketServer, { stop: -1, width: 400 }),
    shot("pairs-few", () => socketPairs(5), { stop: -1 }),
    shot("prefork-ended", preforkEnds),
    shot("prefork-ended-narrow", preforkEnds, { width: 400 }),
    shot("queue", queue),
    shot("queues", manyQueues),
    shot("fifo", fifo),
    shot("full", fullPipe),
    shot("crowd", crowd),
    shot("stages", manyStages, { width: 1900 }),
    shot("jobs", manyJobs),
    shot("pipeline", () => recordedStory("pipeline"), { stop: 45 }),
];
