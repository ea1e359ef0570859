/** The inspectors of a launch's Node processes: each process opens one and tells its address by a file (`openInspector`). */
import { watch, type FSWatcher } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The variable that tells Node processes in which directory to announce themselves. */
export const inspectorsVariable = "IPCSCOPE_INSPECTORS";

export interface Inspector {
    readonly pid: number;
    /** "ws://127.0.0.1:43711/…" */
    readonly url: string;
}

export class Inspectors {
    private watcher: FSWatcher | undefined;
    private readonly told = new Set<string>();

    /** `directory`: nobody else may enter it. */
    constructor(
        private readonly directory: string,
        private readonly found: (inspector: Inspector) => void,
    ) {}

    async open(): Promise<void> {
        await mkdir(this.directory, { mode: 0o700 });
        this.watcher = watch(this.directory, () => void this.look());
    }

    close(): void {
        this.watcher?.close();
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
            this.told.add(url);
            this.found({ pid: Number(path.basename(name, ".url")), url });
        }
    }
}
