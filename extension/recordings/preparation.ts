/**
 * What was recorded in a debug session is prepared for review when the session has ended: an index is put into its file, so that it opens at once the first
 * time, too. One after the other, in a thread; a click in the status bar stops it.
 */
import { Worker } from "node:worker_threads";
import * as vscode from "vscode";
import { baseName } from "../../tracer/model/baseName";
import { writeIndex } from "../../tracer/traceFile/indexFile";
import type { Archive, FromArchiver, LinesFound, ToBeArchived } from "../archiving/messages";
import type { LineFinder } from "../review/lineFinder";
import { preparing, stopPreparing } from "./messages";

/** Shorter ones open at once; longer ones would take more than a gigabyte of memory, for something that nobody has asked for. */
const leastBytes = 1 << 16;
const mostBytes = 1 << 25;
const stopCommand = "ipcscope.stopPreparing";

export class Preparation implements vscode.Disposable {
    private readonly item = vscode.window.createStatusBarItem("ipcscope.preparing", vscode.StatusBarAlignment.Left);
    private readonly command = vscode.commands.registerCommand(stopCommand, () => this.stop());
    private queue: Promise<void> = Promise.resolve();
    private thread: Worker | null = null;
    /** By session. */
    private readonly recorded = new Map<string, vscode.Uri>();
    /** Whose turn has not come, and who has not been stopped. */
    private readonly waiting = new Set<vscode.Uri>();

    constructor(
        private readonly extension: vscode.Uri,
        /** null: nobody can tell the lines of stacks. */
        private readonly lines: () => LineFinder | null,
    ) {
        this.item.command = stopCommand;
        this.item.tooltip = stopPreparing();
    }

    /** This session records into a file that is kept. */
    begun({ id }: vscode.DebugSession, trace: vscode.Uri): void {
        this.recorded.set(id, trace);
    }

    ended({ id }: vscode.DebugSession): void {
        const trace = this.recorded.get(id);
        if (trace === undefined) return;
        this.recorded.delete(id);
        this.waiting.add(trace);
        this.queue = this.queue.then(() => this.make(trace));
    }

    dispose(): void {
        this.stop();
        this.item.dispose();
        this.command.dispose();
    }

    private async make(trace: vscode.Uri): Promise<void> {
        try {
            if (!this.waiting.delete(trace)) return;
            const lines = this.lines();
            const file = await vscode.workspace.fs.stat(trace);
            if (file.size < leastBytes || file.size > mostBytes) return;
            const archive = await this.inThread({ file: trace.fsPath, lines: lines !== null }, lines);
            if (archive !== null) await writeIndex(trace.fsPath, archive.key, archive.bytes);
        } catch {
            // The page of the trace reads it, and says what is wrong with it.
        } finally {
            this.thread = null;
            this.item.hide();
        }
    }

    /** null: it was stopped, or no index would be of use. */
    private inThread(wanted: ToBeArchived, lines: LineFinder | null): Promise<Archive | null> {
        const thread = new Worker(vscode.Uri.joinPath(this.extension, "dist", "archiver.js").fsPath, { workerData: wanted });
        this.thread = thread;
        this.tell(wanted.file, 0);
        return new Promise((resolve, reject) => {
            thread.on("message", (message: FromArchiver) => {
                if (message.type === "progress") this.tell(wanted.file, message.part);
                else if (message.type === "archive") resolve(message.archive);
                else void lines?.(message.modules, message.stacks).then((found: LinesFound) => thread.postMessage(found), reject);
            });
            thread.on("error", reject);
            thread.on("exit", () => resolve(null));
        });
    }

    private tell(file: string, part: number): void {
        this.item.text = preparing(baseName(file), part);
        this.item.show();
    }

    private stop(): void {
        this.waiting.clear();
        void this.thread?.terminate();
    }
}
