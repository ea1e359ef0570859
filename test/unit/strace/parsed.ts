import type { LogLine } from "../../../tracer/strace-parser/logLine";
import { StraceParser } from "../../../tracer/strace-parser/straceParser";

/** Reads a log in chunks of so many bytes. */
export function parsed(log: string | Uint8Array, chunk = 1 << 16): readonly LogLine[] {
    const lines: LogLine[] = [];
    const parser = new StraceParser((line) => lines.push(line));
    const bytes = typeof log === "string" ? Buffer.from(log, "latin1") : log;
    for (let at = 0; at < bytes.length; at += chunk) parser.push(bytes.subarray(at, at + chunk));
    parser.end();
    return lines;
}

/** The only line of a log, which must be of that kind. */
export function only<K extends LogLine["kind"]>(kind: K, log: string): Extract<LogLine, { kind: K }> {
    const [line, another] = parsed(log);
    if (line?.kind !== kind || another !== undefined) throw new Error(`${log} is ${JSON.stringify(line)}`);
    return line as Extract<LogLine, { kind: K }>;
}
