/** Where a launch records that is to be kept: never into a file that is there. */
import { open } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../../tracer/traceFile/makeFolder";
import { systemErrorReason } from "../../tracer/traceFile/systemErrorReason";
import { cannotCreateTrace } from "../../tracer/trace/traceError";
import { traceName } from "./traceName";

const ending = ".ipctrace";

/** `place`: a file that ends so, or a folder, in which the file is named after the program and the moment. */
export async function keptTrace(place: string, title: string): Promise<string> {
    const file = place.endsWith(ending) ? place : path.join(place, `${traceName(title)}${ending}`);
    try {
        await makeFolder(path.dirname(file));
        return await firstFree(file.slice(0, -ending.length));
    } catch (error) {
        throw cannotCreateTrace(file, systemErrorReason(error));
    }
}

/** The name itself, or with -2, -3, …: of several launches at once each gets one of its own. */
async function firstFree(stem: string): Promise<string> {
    for (let number = 1; ; number++) {
        const file = `${stem}${number === 1 ? "" : `-${number}`}${ending}`;
        try {
            await (await open(file, "wx", 0o600)).close();
            return file;
        } catch (error) {
            if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
        }
    }
}
