/** The lines of one script: of its file, or of the file that it was made from. Rather none than a wrong one. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ScriptRecord } from "../trace/record";
import { readScriptMap, type ScriptMap, type ScriptPlace } from "./scriptMap";

export interface ScriptLines {
    /** The place of a character of the script; undefined: not known. */
    placeAt(character: number): ScriptPlace | undefined;
}

const typed = /\.[mc]?tsx?$/;
/** What Node leaves where it takes types away: it keeps every character in its place, and may have to end a statement. */
const leftOfTypes = /[\s;,()]/;

/** The path of a script that is a file; undefined for another URL. */
export function scriptFile({ name }: Pick<ScriptRecord, "name">): string | undefined {
    try {
        return name.startsWith("file:") ? fileURLToPath(name) : name;
    } catch {
        return undefined;
    }
}

/**
 * "changed": the file is not what was run, and nothing says how one came from the other. A source map is believed, and read from the script
 * itself or from the file that it names (`sourceMappingURL`).
 */
export function openScriptLines(script: ScriptRecord): ScriptLines | "missing" | "changed" {
    const file = scriptFile(script);
    const text = file === undefined ? undefined : readText(file);
    if (file === undefined || text === undefined) return "missing";
    const starts = lineStarts(script.source);
    const map = readScriptMap(script.source, path.dirname(file));
    if (map !== undefined) return { placeAt: (character) => mapped(map, starts, character) };
    if (!isWhatWasRun(text, withoutUrl(script.source, [script.name, file]), typed.test(file))) return "changed";
    return { placeAt: (character) => ({ file, line: lineIndex(starts, character) + 1 }) };
}

function readText(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8").replace(/^\ufeff/, "");
    } catch {
        return undefined;
    }
}

/** Where Node takes types away, it puts the script's own name behind it. */
function withoutUrl(source: string, names: readonly string[]): string {
    const [, text, url] = /^(.*)\n\n\/\/# sourceURL=(.*)$/s.exec(source) ?? [];
    return text !== undefined && url !== undefined && names.includes(url) ? text : source;
}

function isWhatWasRun(text: string, source: string, hadTypes: boolean): boolean {
    if (text === source) return true;
    if (!hadTypes || text.length !== source.length) return false;
    for (let index = 0; index < text.length; index++) {
        if (text[index] !== source[index] && !leftOfTypes.test(source[index] ?? "")) return false;
    }
    return true;
}

function mapped(map: ScriptMap, starts: readonly number[], character: number): ScriptPlace | undefined {
    const line = lineIndex(starts, character);
    return map.original(line, character - (starts[line] ?? 0));
}

function lineStarts(text: string): readonly number[] {
    return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ 0: end, index }) => index + end.length)];
}

/** Of the last line that begins at or before the character. */
function lineIndex(starts: readonly number[], character: number): number {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= character) low = middle;
        else high = middle;
    }
    return low;
}
