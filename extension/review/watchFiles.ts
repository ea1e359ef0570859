import * as vscode from "vscode";

/** A file that is written comes in several changes. */
const pause = 200;

/** Tells of each of these files of one folder when it has come, gone or changed. A folder of the system's is watched, too. */
export function watchFiles(changed: ReadonlyMap<vscode.Uri, () => void>): vscode.Disposable {
    const [first] = changed.keys();
    if (first === undefined) return new vscode.Disposable(() => undefined);
    // A name may hold what stands for other names in a pattern.
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(first, ".."), "*"));
    const pending = new Map<string, ReturnType<typeof setTimeout>>();
    const heard = (file: vscode.Uri): void => {
        for (const [watched, tell] of changed) {
            if (watched.path !== file.path) continue;
            clearTimeout(pending.get(watched.path));
            pending.set(watched.path, setTimeout(tell, pause));
        }
    };
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) event(heard);
    return new vscode.Disposable(() => {
        watcher.dispose();
        for (const each of pending.values()) clearTimeout(each);
    });
}
