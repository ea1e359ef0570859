import { existsSync } from "node:fs";
import path from "node:path";
import { engineMissing } from "./recorderError";

/** The engine's executable: beside the bundle that this code is part of; in a checkout that runs from its sources, where make puts it. */
export function findEngine(): string {
    const places = [path.join(__dirname, "ipcscope-engine"), path.join(__dirname, "..", "engine", "build", "ipcscope-engine")];
    const found = places.find((place) => existsSync(place));
    if (found === undefined) throw engineMissing();
    return found;
}
