import path from "node:path";
import { sourceFilesOf } from "../../tracer/symbols/sourceFilesOf";

/** Whether the executable was made of a source file of that name, wherever that lay then. */
export async function isCompiledFrom(program: string, source: string): Promise<boolean> {
    const files = await sourceFilesOf(program);
    return [...files].some((file) => path.basename(file) === path.basename(source));
}
