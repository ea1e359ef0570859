/** A thread of the extension that makes one archive, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { archiveOf } from "./archiveOf";
import type { FromArchiver, LinesFound, ToBeArchived } from "./messages";

const tell = (message: FromArchiver): void => parentPort?.postMessage(message);

async function main(): Promise<void> {
    const archive = await archiveOf(workerData as ToBeArchived, {
        progress: (part) => tell({ type: "progress", part }),
        stacks: (asked) =>
            new Promise((resolve) => {
                parentPort?.once("message", (found: LinesFound) => resolve(found));
                tell(asked);
            }),
    });
    tell({ type: "archive", archive });
    parentPort?.close();
}

void main();
