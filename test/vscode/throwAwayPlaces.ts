import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ServerPlaces } from "../../scripts/vscode-server/server";

export interface ThrowAwayPlaces extends ServerPlaces {
    readonly root: string;
    readonly home: string;
    /** A copy of samples/, so that what a test builds and writes does not land in the checkout. */
    readonly workspace: string;
    remove(): void;
}

export function makeThrowAwayPlaces(samples: string): ThrowAwayPlaces {
    // Short, since the names of UNIX sockets below it are limited to 107 bytes.
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
    const places = {
        root,
        data: path.join(root, "data"),
        runtime: path.join(root, "run"),
        home: path.join(root, "home"),
        workspace: path.join(root, "samples"),
        remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
    };
    for (const folder of [places.data, places.runtime, places.home]) fs.mkdirSync(folder, { mode: 0o700 });
    // Without the launch.json of the samples: F5 has to work for people who have none.
    const left = ["build", ".vscode"];
    fs.cpSync(samples, places.workspace, { recursive: true, filter: (file) => !left.includes(path.basename(file)) });
    return places;
}
