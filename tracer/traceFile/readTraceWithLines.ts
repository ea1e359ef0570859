import type { TraceRecord } from "../trace/record";
import { readTrace } from "./readTrace";

/** Looks up the lines of stacks (`SymbolLookup`). */
export interface LineLookup {
    prepare(records: readonly TraceRecord[]): Promise<void>;
    close(): Promise<void>;
}

/** As `readTrace`; the lines of the stacks among some records are known when these come. The lookup is closed behind the last. */
export async function* readTraceWithLines(
    path: string,
    lookup: LineLookup,
    warn: (sentence: string) => void,
): AsyncGenerator<readonly TraceRecord[], void, void> {
    try {
        for await (const records of readTrace(path, warn)) {
            await lookup.prepare(records);
            yield records;
        }
    } finally {
        await lookup.close();
    }
}
