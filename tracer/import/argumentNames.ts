import type { CallLine, LogLine, UnfinishedLine } from "../strace-parser/logLine";
import type { Value } from "../strace-parser/value";

/** `read(fd=3, buf="a", count=1)` (-N) as `read(3, "a", 1)`. The names of clone(2) stay: strace has its arguments in an order of its own. */
export function withoutArgumentNames(line: LogLine): LogLine {
    if ((line.kind !== "call" && line.kind !== "unfinished") || line.name === "clone" || !hasNames(line)) return line;
    return { ...line, arguments: line.arguments.map(unnamed) };
}

function hasNames(line: CallLine | UnfinishedLine): boolean {
    for (const value of line.arguments) if (value.is === "named") return true;
    return false;
}

function unnamed(value: Value): Value {
    return value.is === "named" ? value.value : value;
}
