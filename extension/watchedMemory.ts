/** Whether the accesses to shared memory of the launch that runs are recorded: shown in the diagram, and switched from there. */
import * as vscode from "vscode";
import type { DiagramFeed } from "./diagramFeed";
import { noProgramToWatch, notWatched } from "./messages";
import { watchMemory, type MemoryWatch } from "./protocol/customRequests";

export class WatchedMemory {
    private launch: vscode.DebugSession | undefined;
    private isOn = false;

    constructor(private readonly feed: DiagramFeed) {}

    /** The launch's adapter has told so. */
    told(launch: vscode.DebugSession, { on }: MemoryWatch): void {
        this.launch = launch;
        this.isOn = on;
        this.feed.watching(on);
    }

    ended(launch: vscode.DebugSession): void {
        if (this.launch?.id !== launch.id) return;
        this.launch = undefined;
        this.feed.watching(null);
    }

    readonly toggle = (): Promise<void> => this.set(!this.isOn);

    async set(on: boolean): Promise<void> {
        if (this.launch === undefined) {
            void vscode.window.showInformationMessage(noProgramToWatch());
            return;
        }
        try {
            await this.launch.customRequest(watchMemory, { on } satisfies MemoryWatch);
        } catch (error) {
            void vscode.window.showErrorMessage(notWatched(error instanceof Error ? error.message : String(error)));
        }
    }
}
