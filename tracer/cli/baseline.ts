/** Findings that are known already, so that a check fails for new ones only. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Finding } from "../diagnosis/finding";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { CommandError, exitStatuses } from "./commandError";

/** By what a finding is known again: lines move when a file is changed, functions seldom do. */
interface Known {
    readonly id: string;
    /** Relative to the baseline; null: its lines are not known. */
    readonly file: string | null;
    readonly function: string | null;
}

/** The findings without those of the baseline. Each entry of it stands for one finding. */
export function newFindings(findings: readonly Finding[], baseline: string): readonly Finding[] {
    const left = new Map<string, number>();
    for (const key of readBaseline(baseline).map(keyOf)) left.set(key, (left.get(key) ?? 0) + 1);
    return findings.filter((finding) => {
        const key = keyOf(knownBy(finding, baseline));
        const entries = left.get(key) ?? 0;
        left.set(key, entries - 1);
        return entries <= 0;
    });
}

export function writeBaseline(findings: readonly Finding[], baseline: string): void {
    const text = JSON.stringify({ findings: findings.map((finding) => knownBy(finding, baseline)) }, null, 2);
    try {
        writeFileSync(baseline, `${text}\n`);
    } catch (error) {
        throw new CommandError(`cannot write ${baseline}: ${systemErrorReason(error)}.`, exitStatuses.failure);
    }
}

function readBaseline(baseline: string): readonly Known[] {
    let content: unknown;
    try {
        content = JSON.parse(readFileSync(baseline, "utf8"));
    } catch (error) {
        if (error instanceof SyntaxError) throw noBaseline(baseline);
        throw new CommandError(`cannot read ${baseline}: ${systemErrorReason(error)}.`, exitStatuses.failure);
    }
    const entries: unknown = isRecord(content) ? content["findings"] : undefined;
    if (!Array.isArray(entries) || !entries.every(isKnown)) throw noBaseline(baseline);
    return entries;
}

function noBaseline(file: string): CommandError {
    return new CommandError(`${file} is no baseline: write one with --write-baseline.`, exitStatuses.failure);
}

function knownBy({ id, locations }: Finding, baseline: string): Known {
    const [first] = locations;
    if (first === undefined) return { id, file: null, function: null };
    return { id, file: path.relative(path.dirname(path.resolve(baseline)), first.file), function: first.function };
}

function keyOf({ id, file, function: name }: Known): string {
    return JSON.stringify([id, file, name]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}

function isKnown(value: unknown): value is Known {
    return isRecord(value) && typeof value["id"] === "string" && isTextOrNull(value["file"]) && isTextOrNull(value["function"]);
}

function isTextOrNull(value: unknown): boolean {
    return value === null || typeof value === "string";
}
