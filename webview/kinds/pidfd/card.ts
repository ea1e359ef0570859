/** Descriptors that refer to a process (pidfd_open(2)). */
import { whoseText, type Pidfd } from "../../../tracer/model/kinds/pidfd";
import type { Moment } from "../kind";
import { linedKind } from "../lined/card";

export const pidfd = linedKind("pidfd", { icon: "process", most: 1, lines: linesOf });

function linesOf(object: Pidfd, { state }: Moment): readonly string[] {
    const process = object.process === null ? undefined : state.processes.get(object.process);
    const ended = process !== undefined && process.exit !== null && !object.thread;
    const gone = process?.state === "exited" && process.parent !== null ? "has ended, and was reaped: no number" : "has ended: readable";
    return [`${whoseText(object)}${ended ? ` · ${gone}` : process === undefined ? "" : ` · pid ${object.pid ?? "unknown"}`}`];
}
