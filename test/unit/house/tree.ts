import { readdirSync } from "node:fs";
import path from "node:path";

/** All files below the folders, as paths from the root with forward slashes. */
export function filesBelow(root: string, folders: readonly string[]): readonly string[] {
    return folders.flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/")),
    );
}
