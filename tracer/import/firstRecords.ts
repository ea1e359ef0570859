/** The records with which a trace begins: the processes that were there, the program of the first, and what descriptors they had. */
import { textOf } from "../strace-parser/textBytes";
import { itemsOf } from "../strace-parser/value";
import type { WrittenRecord } from "../traceFile/encodeRecord";
import { unknownSignals, type KernelDescriptor, type KernelProcess } from "../trace/kernelSnapshot";
import type { TaskRecord } from "../trace/record";
import type { Beginning } from "./beginning";
import { environmentIn } from "./execRecord";
import { unknownSize, type Objects } from "./objects";

export function firstRecords(beginning: Beginning, objects: Objects): readonly WrittenRecord[] {
    const { pid, launch, inherited } = beginning;
    const how = launch === null ? "attached" : "launched";
    const records: WrittenRecord[] = [firstTask(pid, how)];
    const { path, words } = programOf(beginning);
    if (launch !== null) {
        const directory = beginning.directory ?? "";
        records.push({
            type: "exec",
            time: 0,
            pid,
            formerTid: pid,
            path,
            directory,
            arguments: words,
            ...environmentIn(launch.arguments[2]),
        });
    }
    for (const other of inherited.keys()) if (other !== pid) records.push(firstTask(other, "attached"));
    if (inherited.size > 0) records.push(account(inherited, pid, path, objects));
    return records;
}

function firstTask(pid: number, how: TaskRecord["how"]): TaskRecord {
    return { type: "task", time: 0, tid: pid, pid, creatorTid: 0, creatorPid: 0, cloneFlags: 0n, stack: 0, how };
}

/** Which descriptors share an open file description the log does not tell: each has its own. `exe`: of the first process. */
function account(inherited: Beginning["inherited"], first: number, exe: string, objects: Objects): WrittenRecord {
    const processes: KernelProcess[] = [];
    const tables: { readonly class: number; readonly fds: readonly KernelDescriptor[] }[] = [];
    let descriptions = 0;
    for (const [pid, described] of inherited) {
        const table = tables.length + 1;
        const fds = [...described]
            .sort(([one], [other]) => one - other)
            .map(([fd, { about, deleted }]): KernelDescriptor => {
                const { link, mode, inode, rdev } = objects.described(about, deleted);
                const readWrite = 2;
                return {
                    fd,
                    class: ++descriptions,
                    link,
                    flags: readWrite,
                    position: 0,
                    mode,
                    device: "0",
                    inode: inode.toString(),
                    rdev: rdev.toString(),
                    size: Number(unknownSize),
                };
            });
        const threads = [{ tid: pid, state: "t", call: -1, table }];
        processes.push({ pid, ppid: 0, state: "t", exe: pid === first ? exe : "", signals: unknownSignals, threads });
        tables.push({ class: table, fds });
    }
    return { type: "snapshot", time: 0, snapshot: { processes, tables, answers: [] } };
}

/** Of the first process; without words when the log begins in the middle. */
export function programOf({ launch, directory }: Beginning): { readonly path: string; readonly words: readonly string[] } {
    const [path, words] = launch?.arguments ?? [];
    const given = path?.is === "text" ? textOf(path.raw) : "";
    return {
        path: given.startsWith("/") || directory === null ? given : `${directory}/${given.replace(/^\.\//, "")}`,
        words: itemsOf(words).flatMap((word) => (word.is === "text" ? [textOf(word.raw)] : [])),
    };
}
