import type { Interpreter } from "../tracer/interpret/interpreter";
import type { Event } from "../tracer/model/event";

/** Who hears of a trace beside the diagram. */
export interface TraceListener {
    /** Another trace is shown from now on, which this interpreter reads: nothing of it was read yet. */
    begin(interpreter: Interpreter): void;
    /** The events of records, record by record. */
    see(records: readonly (readonly Event[])[]): void;
    /** All that will come of it has come. */
    end(): void;
}

export function toEach(listeners: readonly TraceListener[]): TraceListener {
    return {
        begin: (interpreter) => listeners.forEach((each) => each.begin(interpreter)),
        see: (records) => listeners.forEach((each) => each.see(records)),
        end: () => listeners.forEach((each) => each.end()),
    };
}
