import { oldestTraceVersion, traceVersion } from "./format";

/** A trace that cannot be read or written: the message is one sentence for the user. */
export class TraceError extends Error {
    override readonly name = "TraceError";
}

export function notATrace(path: string): TraceError {
    return new TraceError(`'${path}' is not a trace of ipcscope.`);
}

export function otherFormatVersion(path: string, version: number): TraceError {
    const ours = `versions ${oldestTraceVersion} and ${traceVersion}`;
    const remedy = version > traceVersion ? "; a newer one is needed" : "";
    return new TraceError(`'${path}' is in version ${version} of the trace format; this ipcscope reads ${ours}${remedy}.`);
}

export function cannotReadTrace(path: string, reason: string): TraceError {
    return new TraceError(`cannot read '${path}': ${reason}.`);
}

export function cannotCreateTrace(path: string, reason: string): TraceError {
    return new TraceError(`cannot write the trace '${path}': ${reason}.`);
}

export function noTraceToReplace(path: string): TraceError {
    return new TraceError(`'${path}' is no trace, and would be lost: name another file for the trace.`);
}

/** Warnings: the records up to that place are good. */
export function traceCutOff(path: string, records: number): string {
    return `'${path}' is cut off in the middle of a record; going on with the ${records} whole ${records === 1 ? "record" : "records"} before it.`;
}

export function traceWithoutEnd(path: string): string {
    return `'${path}' has no end: it is still being recorded, or it was cut off.`;
}

export function traceAbandoned(path: string): string {
    return `'${path}' has no end, and nobody writes it any more: it was cut off.`;
}

export function traceDamaged(path: string, offset: number, records: number): string {
    return `'${path}' is damaged at byte ${offset}; going on with the ${records} whole ${records === 1 ? "record" : "records"} before it.`;
}

export function recordsDamaged(path: string, records: number): string {
    return `'${path}' has ${records === 1 ? "a damaged record, which is" : `${records} damaged records, which are`} left out.`;
}

export function traceGoesOnAfterEnd(path: string, bytes: number): string {
    return `'${path}' has ${bytes === 1 ? "a byte, which is" : `${bytes} bytes, which are`} no part of the trace, after its end.`;
}

/** The note in the place of a damaged record. */
export function recordDamaged(offset: number): string {
    return `The record at byte ${offset} is damaged, and left out.`;
}

/** The note in the place of a damaged block. */
export function blockDamaged(offset: number): string {
    return `The block of records at byte ${offset} is damaged, and left out.`;
}
