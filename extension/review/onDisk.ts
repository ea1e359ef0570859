/** What has become of the file of a trace since it was read. */
import * as vscode from "vscode";
import { storedIndex } from "../../tracer/trace/storedIndex";

/** Same: also what was read, with an index that somebody has put into it since. */
export async function onDisk(trace: vscode.Uri, read: vscode.FileStat): Promise<"same" | "changed" | "gone"> {
    try {
        const { size, mtime } = await vscode.workspace.fs.stat(trace);
        if (size === read.size && mtime === read.mtime) return "same";
        return storedIndex(await vscode.workspace.fs.readFile(trace))?.length === read.size ? "same" : "changed";
    } catch {
        return "gone";
    }
}
