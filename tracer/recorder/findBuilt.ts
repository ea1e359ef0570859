import { existsSync } from "node:fs";
import path from "node:path";
import { engineMissing } from "./recorderError";

/** A file that the build made: beside the bundle that this code is part of; for a checkout that runs from its sources, in `dist`. */
export function findBuilt(name: "ipcscope" | "ipcscope-engine" | "syscalls" | "page.js" | "pageWorker.js" | "lineReader.js"): string {
    const places = [path.join(__dirname, name), path.join(__dirname, "..", "..", "dist", name)];
    const found = places.find((place) => existsSync(place));
    if (found === undefined) throw engineMissing();
    return found;
}
