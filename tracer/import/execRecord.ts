import type { CallLine } from "../strace-parser/logLine";
import { textOf } from "../strace-parser/textBytes";
import { itemsOf, type Value } from "../strace-parser/value";
import type { ExecRecord } from "../trace/record";
import type { Directories } from "./directories";

/** Who executes: the process, the thread that made the call, and where processes stand. */
interface Executing {
    readonly pid: number;
    readonly formerTid: number;
    readonly directories: Directories;
}

/** Of an execve(2) or execveat(2) that succeeded. */
export function execRecord(line: CallLine, time: number, { pid, formerTid, directories }: Executing): ExecRecord {
    const [path, words, variables] = line.name === "execve" ? line.arguments : line.arguments.slice(1);
    return {
        type: "exec",
        time,
        pid,
        formerTid,
        path: directories.absolute(pid, path?.is === "text" ? textOf(path.raw) : ""),
        directory: directories.find(pid),
        arguments: textsIn(words),
        ...environmentIn(variables),
    };
}

/** Of the third argument of execve(2): without -v a log has its address only. */
export function environmentIn(variables: Value | undefined): Pick<ExecRecord, "environment"> {
    return variables?.is === "list" ? { environment: { variables: textsIn(variables), cut: variables.cut } } : {};
}

function textsIn(list: Value | undefined): readonly string[] {
    return itemsOf(list).flatMap((word) => (word.is === "text" ? [textOf(word.raw)] : []));
}
