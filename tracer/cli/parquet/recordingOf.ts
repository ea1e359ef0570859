/** Which recording a trace is, for tables of many. */
import { createHash } from "node:crypto";
import { baseName } from "../../model/baseName";
import type { Recording } from "../../export/rows/recording";
import type { TraceHeader } from "../../trace/record";

/** By the moment of its start and its name: a copy of a trace is the same recording. */
export function recordingOf(path: string, header: TraceHeader | null): Recording {
    const name = baseName(path).replace(/\.ipctrace$/, "");
    const started = Date.parse(header?.started ?? "") / 1000;
    return {
        id: createHash("sha256")
            .update(JSON.stringify([header, name]))
            .digest("hex")
            .slice(0, 16),
        name,
        host: header?.host ?? null,
        started: Number.isFinite(started) ? started : null,
    };
}
