/** Timers that a descriptor tells of (timerfd_create(2)). */
import { plainKind } from "../plain/card";

export const timerfd = plainKind("timerfd", { icon: "clock" });
