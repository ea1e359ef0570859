import { visibleText } from "./visibleText";

/** The last part of a path, as it may be shown. */
export function baseName(path: string): string {
    const slash = path.lastIndexOf("/");
    return visibleText(slash >= 0 && slash < path.length - 1 ? path.slice(slash + 1) : path);
}
