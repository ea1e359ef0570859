import type { Event } from "../tracer/model/event";

/** Who hears of a trace beside the diagram. */
export interface TraceListener {
    /** Another trace is shown from now on. */
    begin(): void;
    /** The events of records, record by record. */
    see(records: readonly (readonly Event[])[]): void;
    /** All that will come of it has come. */
    end(): void;
}
