/** Event counters (eventfd(2)). */
import { plainKind } from "../plain/card";

export const eventfd = plainKind("eventfd", { icon: "counter", channel: true, counted: "eventfd" });
