/** Timers that a descriptor tells of (timerfd_create(2)). */
import { timerText, type Timerfd } from "../../../tracer/model/kinds/timerfd";
import { linedKind } from "../lined/card";

export const timerfd = linedKind("timerfd", { icon: "clock", most: 2, lines: linesOf });

function linesOf(timer: Timerfd): readonly string[] {
    const { clock, expirations } = timer;
    const told = expirations === null ? "expirations unknown" : `reads told of ${expirations} expirations`;
    return [timerText(timer), `${clock ?? "clock unknown"} · ${told}`];
}
