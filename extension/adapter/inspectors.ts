/** The inspectors of a launch's Node processes: each process opens one and tells its address by a file (`openInspector`). */
import { watch, type FSWatcher } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { InspectorOpened } from "../protocol/customEvents";
import { InspectorDoor } from "./inspectorDoor";

/** The variable that tells Node processes in which directory to announce themselves. */
export const inspectorsVariable = "IPCSCOPE_INSPECTORS";

/** Who debugs them. */
export interface InspectorListener {
    /** A process waits for its debugger at `url`; null: one will, and the debugger may wait there. */
    opened(inspector: Pick<InspectorOpened, "pid" | "url">): void;
    /** No process will come to where the debugger waits. */
    closed(url: string): void;
}

export class Inspectors {
    private watcher: FSWatcher | undefined;
    private door: InspectorDoor | undefined;
    private readonly told = new Set<string>();

    /** `directory`: nobody else may enter it. */
    constructor(
        private readonly directory: string,
        private readonly listener: InspectorListener,
    ) {}

    /** `expected`: what is launched is Node. */
    async open(expected: boolean): Promise<void> {
        await mkdir(this.directory, { mode: 0o700 });
        this.watcher = watch(this.directory, () => void this.look());
        if (!expected) return;
        this.door = await InspectorDoor.open();
        this.listener.opened({ pid: null, url: this.door.url });
    }

    close(): void {
        this.watcher?.close();
        if (this.door?.isOpen !== true) return;
        this.door.close();
        if (this.told.size === 0) this.listener.closed(this.door.url);
    }

    /** What makes Node processes open inspectors, added to what the environment has. Nothing is printed about them (`--inspect-publish-uid`). */
    environment(options: string | undefined): Readonly<Record<string, string>> {
        const preload = path.join(__dirname, "openInspector.js");
        const ours = `--inspect-publish-uid=http --require "${preload.replaceAll(/["\\]/g, "\\$&")}"`;
        return {
            NODE_OPTIONS: options === undefined || options === "" ? ours : `${options} ${ours}`,
            [inspectorsVariable]: this.directory,
        };
    }

    private async look(): Promise<void> {
        const names = await readdir(this.directory).catch(() => []);
        for (const name of names) {
            if (!name.endsWith(".url")) continue;
            const url = await readFile(path.join(this.directory, name), "utf8").catch(() => "");
            // A process that executes Node again has the same number, and another inspector.
            if (url === "" || this.told.has(url)) continue;
            const door = this.told.size === 0 ? this.door : undefined;
            this.told.add(url);
            door?.leadTo(url);
            this.listener.opened({ pid: Number(path.basename(name, ".url")), url: door?.url ?? url });
        }
    }
}
