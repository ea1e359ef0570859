/** What the files of a start-up come to, in one sentence. */
import { list } from "../words";
import { baseName } from "../baseName";
import { libraryStem, type StartupKind } from "./startupFiles";

/** A file that was opened, and closed again; or that is not there. */
export interface Outcome {
    readonly kind: StartupKind;
    readonly path: string;
    readonly found: boolean;
}

export class StartupTally {
    private readonly outcomes: Outcome[] = [];
    private runtime = "";
    private served = 0;

    count(outcome: Outcome): void {
        this.outcomes.push(outcome);
    }

    /** So many further events that a runtime made for itself. */
    serve(runtime: string, events: number): void {
        this.runtime = runtime;
        this.served += events;
    }

    text(who: string): string {
        const parts = [...this.libraries(), ...this.locales(), ...lookedAt(this.paths("system")), ...this.ofRuntime()];
        return `${who} ${list(parts.length === 0 ? lookedAt(this.paths("loader")) : parts)}.`;
    }

    private libraries(): readonly string[] {
        const loaded = this.paths("library", true);
        const stems = new Set(loaded.map(libraryStem));
        const missing = this.paths("library", false).filter((path) => !stems.has(libraryStem(path)));
        return [
            ...(loaded.length === 0 ? [] : [`loaded ${named(loaded, "library", "libraries")}`]),
            ...(missing.length === 0 ? [] : [`found ${named([...new Set(missing.map(baseName))], "library", "libraries")} nowhere`]),
        ];
    }

    private locales(): readonly string[] {
        const read = this.paths("locale", true);
        if (read.length > 0) return [`read ${named(read, "locale file", "locale files")}`];
        const missing = this.paths("locale", false);
        return missing.length === 0 ? [] : [`looked for ${named(missing, "locale file", "locale files")} in vain`];
    }

    private ofRuntime(): readonly string[] {
        const files = this.paths("runtime");
        return [
            ...(files.length === 0 ? [] : [`looked at ${named(files, "file", "files")} for the ${this.runtime} runtime`]),
            ...(this.served === 0 ? [] : [`kept the ${this.runtime} runtime going`]),
        ];
    }

    /** Each once. */
    private paths(kind: StartupKind, found?: boolean): readonly string[] {
        const chosen = this.outcomes.filter((outcome) => outcome.kind === kind && (found === undefined || outcome.found === found));
        return [...new Set(chosen.map(({ path }) => path))];
    }
}

function lookedAt(paths: readonly string[]): readonly string[] {
    return paths.length === 0 ? [] : [`looked at ${list(paths)}`];
}

/** One is named, several are counted. */
function named(paths: readonly string[], one: string, several: string): string {
    return paths.length === 1 ? `the ${one} ${paths.map(baseName).join("")}` : `${paths.length} ${several}`;
}
