/**
 * Traces that were opened, as archives from which they open at once the next time. They belong to one version of ipcscope and one state of the
 * trace's file; those that have not been made lately go when there are many.
 */
import * as vscode from "vscode";

const mostArchives = 12;
const mostBytes = 1 << 30;
const ending = ".archive";

export class TraceArchives {
    private known: Promise<string> | null = null;

    constructor(private readonly context: Pick<vscode.ExtensionContext, "extension" | "globalStorageUri">) {}

    /** What an archive of this trace is called now. `lines`: whether the lines of its stacks can be told. */
    async key(trace: vscode.Uri, { size, mtime }: vscode.FileStat, lines: boolean): Promise<string> {
        return JSON.stringify([await this.version(), trace.toString(), size, mtime, lines]);
    }

    /** Null: there is none. */
    async find(key: string): Promise<{ readonly key: string; readonly archive: Uint8Array } | null> {
        const file = await this.file(key);
        return vscode.workspace.fs.readFile(file).then(
            (archive) => ({ key, archive }),
            () => null,
        );
    }

    /** Nothing happens where it cannot be kept: it saves time, and nothing else. */
    async keep(key: string, archive: Uint8Array): Promise<void> {
        try {
            await vscode.workspace.fs.createDirectory(this.folder);
            const file = await this.file(key);
            const unfinished = file.with({ path: `${file.path}.${crypto.randomUUID()}` });
            await vscode.workspace.fs.writeFile(unfinished, archive);
            await vscode.workspace.fs.rename(unfinished, file, { overwrite: true });
            await this.removeOldest();
        } catch {
            return;
        }
    }

    /** They are of no use on another machine. */
    private get folder(): vscode.Uri {
        return vscode.Uri.joinPath(this.context.globalStorageUri, "archives");
    }

    private version(): Promise<string> {
        const { extension } = this.context;
        const { version } = extension.packageJSON as { readonly version: string };
        // Two builds of one version read traces differently.
        const reader = vscode.Uri.joinPath(extension.extensionUri, "dist/reviewWorker.js");
        this.known ??= Promise.resolve(vscode.workspace.fs.stat(reader)).then(
            ({ size, mtime }) => `${version} ${size} ${mtime}`,
            () => version,
        );
        return this.known;
    }

    private async file(key: string): Promise<vscode.Uri> {
        const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
        const name = Array.from(sum.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
        return vscode.Uri.joinPath(this.folder, `${name}${ending}`);
    }

    /** Also what was left unfinished. */
    private async removeOldest(): Promise<void> {
        const names = (await vscode.workspace.fs.readDirectory(this.folder)).map(([name]) => vscode.Uri.joinPath(this.folder, name));
        const files = await Promise.all(names.map(async (file) => ({ file, ...(await vscode.workspace.fs.stat(file)) })));
        let [count, bytes] = [0, 0];
        for (const { file, size } of files.toSorted((one, other) => other.mtime - one.mtime)) {
            count += 1;
            bytes += size;
            if (count > mostArchives || bytes > mostBytes) await vscode.workspace.fs.delete(file);
        }
    }
}
