import type { TraceListener } from "../extension/traceListener";

export const nobodyListens: TraceListener = { begin: () => undefined, see: () => undefined, end: () => undefined };
