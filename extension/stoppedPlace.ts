/** Where a session of another debugger stands. */
import * as vscode from "vscode";
import path from "node:path";
import type { SourceLocation } from "../tracer/model/sourceLocation";

/** Frames of libraries without files may lie above the program's. */
const mostFrames = 20;

interface Frame {
    readonly name: string;
    readonly line: number;
    readonly source?: { readonly path?: string };
}

/** The innermost frame that has a file; null: none has, or the session goes on already. */
export async function placeOf(session: vscode.DebugSession, threadId: number | undefined): Promise<SourceLocation | null> {
    try {
        const answer: unknown = await session.customRequest("stackTrace", { threadId, startFrame: 0, levels: mostFrames });
        const { stackFrames } = answer as { readonly stackFrames: readonly Frame[] };
        for (const { name, line, source } of stackFrames) {
            const file = source?.path === undefined ? "" : fileOf(source.path);
            if (path.isAbsolute(file)) return { file, line, function: name };
        }
        return null;
    } catch {
        return null;
    }
}

/** A window on another machine makes addresses of paths: "vscode-remote://…/home/me/app.ts". */
function fileOf(path: string): string {
    return /^[\w+.-]+:\/\//.test(path) ? vscode.Uri.parse(path).path : path;
}
