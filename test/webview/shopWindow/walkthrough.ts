/** The walkthrough's pictures, in each of VS Code's kinds of theme. */
import path from "node:path";
import type { Event } from "../../../tracer/model/event";
import type { Studio } from "../page";
import { themes, type ThemeName } from "../themes";
import { recordInTerminal } from "./recordInTerminal";
import { writePicture } from "./writePicture";
import { withoutDescriptions } from "./withoutDescriptions";
import { sourcePicture, type PictureSize } from "./sourcePicture";

/** VS Code shows such a picture with three of its pixels in the room of two. */
const size: PictureSize = { width: 860, height: 700, scale: 1.5 };

/** Writes three pictures for each theme: program-THEME.png, tables-THEME.png, bytes-THEME.png. */
export async function walkthrough(studio: Studio, folder: string): Promise<void> {
    const events = await recordInTerminal("samples/c/pipe");
    const moments = { tables: afterFork(events), bytes: afterTheLastWrite(events) };
    for (const theme of Object.keys(themes) as ThemeName[]) {
        await sourcePicture(studio, theme, size, path.join(folder, `program-${theme}.png`));
        for (const [name, seq] of Object.entries(moments)) {
            const panel = await studio.panel(theme, size.width, size.height, size.scale);
            await withoutDescriptions(panel);
            await panel.play(events, stopsBefore(events, seq), seq);
            await writePicture(panel, path.join(folder, `${name}-${theme}.png`));
            await panel.close();
        }
    }
}

/** The last line of the user's before: what has changed since is new. */
function stopsBefore(events: readonly Event[], seq: number): readonly number[] {
    return events
        .filter((event) => event.source !== undefined && event.seq < seq)
        .map((event) => event.seq)
        .slice(-1);
}

function afterFork(events: readonly Event[]): number {
    return seqOf(events.find(({ kind }) => kind === "processForked"));
}

/** The child's second message: it stays in the pipe while the parent waits for the child. */
function afterTheLastWrite(events: readonly Event[]): number {
    const pipe = events.find((event) => event.kind === "pipeCreated");
    return seqOf(events.findLast((event) => event.kind === "bytesWritten" && event.object === pipe?.object));
}

function seqOf(event: Event | undefined): number {
    if (event === undefined) throw new Error("The sample does not do what the walkthrough shows.");
    return event.seq;
}
