/** Paths that programs give, as absolute ones: so far as text can tell, symbolic links stay unresolved. */
import type { KernelObject } from "../model/kindTypes";
import type { State } from "../model/state";

/** `path` seen from `directory`; null when that is unknown and matters. */
export function absolutePath(directory: string | null, path: string): string | null {
    if (!path.startsWith("/") && directory === null) return null;
    const parts: string[] = [];
    for (const part of (path.startsWith("/") ? path : `${directory}/${path}`).split("/")) {
        if (part === "..") parts.pop();
        else if (part !== "" && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
}

export function objectNamed(state: State, path: string | null): KernelObject | undefined {
    if (path === null) return undefined;
    for (const object of state.objects.values()) {
        if ((object.name === path || object.otherNames.includes(path)) && !object.removed) return object;
    }
    return undefined;
}
