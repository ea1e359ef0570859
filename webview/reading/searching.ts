/** Finds events by the language of filters (`tracer/review/filter`). */
import { Filter } from "../../tracer/review/filter/filter";
import { FilterError } from "../../tracer/review/filter/filterError";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { Found } from "./found";

/** `found`: null where nothing is searched for, or nothing that makes sense; `error` says what does not. */
export function search(trace: RecordedTrace, text: string): { readonly found: Found | null; readonly error: string | null } {
    try {
        const filter = Filter.parse(text);
        return { found: filter.isEmpty ? null : new Found(filter.find(trace), trace.length), error: null };
    } catch (error) {
        if (!(error instanceof FilterError)) throw error;
        return { found: null, error: error.message };
    }
}
