/** Files that a program reads before its own work begins, or beside it, on behalf of its libraries. */
import { baseName } from "../baseName";
import type { Runtime } from "./runtimes";

/**
 * `loader`: what ld.so(8) reads to find libraries. `locale`: what setlocale(3), gettext(3) and iconv(3) read. `system`: what
 * libraries ask about the machine when they are loaded. `runtime`: what the program's runtime reads for itself.
 */
export type StartupKind = "loader" | "library" | "locale" | "system" | "runtime";

const patterns: readonly (readonly [StartupKind, RegExp])[] = [
    ["loader", /^\/etc\/ld\.so\.(cache|preload|nohwcap)$/],
    ["library", /\.so(\.\d[\w.+~-]*)?$/],
    ["locale", /\/locale(-langpack)?\/(.*\/)?(locale-archive|locale\.alias|LC_[A-Z]+(\/[^/]+)?)$/],
    ["locale", /^\/etc\/locale\.alias$|\/gconv\/gconv-modules(\.cache|\.d(\/.*)?)?$/],
    ["locale", /^\/etc\/localtime$|\/zoneinfo\/[^.]+$/],
    ["system", /^\/proc\/filesystems$|^\/sys\/devices\/system\/cpu\/(online|possible)$/],
];

/** Null: the file is the program's own business. `runtime`: that of the program, if it has one. */
export function startupKind(path: string, runtime: Runtime | null = null): StartupKind | null {
    const kind = patterns.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
    return kind ?? (runtime?.files.test(path) === true ? "runtime" : null);
}

/** "libc" of libc.so.6 and of libc-2.31.so: by it one tells whether the library that was looked for is the one that was found. */
export function libraryStem(path: string): string {
    return baseName(path)
        .replace(/\.so(\..*)?$/, "")
        .replace(/-\d+(\.\d+)+$/, "");
}
