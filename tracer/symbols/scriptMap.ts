/** Source maps (ECMA-426) of scripts that were made from other files, read with Node's own reader. */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export interface ScriptPlace {
    readonly file: string;
    readonly line: number;
}

export interface ScriptMap {
    /** Line and column from 0; undefined: this place was made from nothing. */
    original(line: number, column: number): ScriptPlace | undefined;
}

/** Undefined for a script that names no map. A map that cannot be read knows no place. */
export function readScriptMap(source: string, folder: string): ScriptMap | undefined {
    const url = [...source.matchAll(/\/[/*][#@][ \t]*sourceMappingURL=([^\s'"]+)/g)].at(-1)?.[1];
    if (url === undefined) return undefined;
    try {
        const mapFolder = url.startsWith("data:") ? folder : path.dirname(mapFile(url, folder));
        const payload = JSON.parse(
            url.startsWith("data:") ? dataText(url) : readFileSync(mapFile(url, folder), "utf8"),
        ) as SourceMapPayload;
        const map = new SourceMap(payload);
        return { original: (line, column) => original(map, payload, mapFolder, line, column) };
    } catch {
        return { original: () => undefined };
    }
}

function mapFile(url: string, folder: string): string {
    return url.startsWith("file:") ? fileURLToPath(url) : path.resolve(folder, decodeURI(url));
}

function dataText(url: string): string {
    const comma = url.indexOf(",");
    const data = url.slice(comma + 1);
    return url.slice(0, comma).endsWith(";base64") ? Buffer.from(data, "base64").toString() : decodeURIComponent(data);
}

/** The nearest entry before a place may stand in an earlier line: then this line has none. */
function original(
    map: SourceMap,
    { sourceRoot }: Partial<SourceMapPayload>,
    folder: string,
    line: number,
    column: number,
): ScriptPlace | undefined {
    const entry = map.findEntry(line, column);
    if (!("originalSource" in entry) || entry.generatedLine !== line || typeof entry.originalSource !== "string") return undefined;
    const { originalSource, originalLine } = entry;
    const file = originalSource.startsWith("file:")
        ? fileURLToPath(originalSource)
        : path.resolve(folder, sourceRoot ?? "", originalSource);
    return { file, line: originalLine + 1 };
}
