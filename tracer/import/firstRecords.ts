/** The records with which a trace begins: the first process, its program, and what descriptors it had. */
import { textOf } from "../strace-parser/textBytes";
import { itemsOf } from "../strace-parser/value";
import type { WrittenRecord } from "../traceFile/encodeRecord";
import { unknownSignals, type KernelDescriptor } from "../trace/kernelSnapshot";
import type { Beginning } from "./beginning";
import { environmentIn } from "./execRecord";
import { unknownSize, type Objects } from "./objects";

export function firstRecords(beginning: Beginning, objects: Objects): readonly WrittenRecord[] {
    const { pid, launch, inherited } = beginning;
    const how = launch === null ? "attached" : "launched";
    const records: WrittenRecord[] = [
        { type: "task", time: 0, tid: pid, pid, creatorTid: 0, creatorPid: 0, cloneFlags: 0n, stack: 0, how },
    ];
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
    if (inherited.size > 0) {
        const fds = [...inherited]
            .sort(([one], [other]) => one - other)
            .map(([fd, { about, deleted }], index): KernelDescriptor => {
                const { link, mode, inode, rdev } = objects.described(about, deleted);
                const readWrite = 2;
                return {
                    fd,
                    class: index + 1,
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
        const threads = [{ tid: pid, state: "t", call: -1, table: 1 }];
        const process = { pid, ppid: 0, state: "t", exe: path, signals: unknownSignals, threads };
        records.push({ type: "snapshot", time: 0, snapshot: { processes: [process], tables: [{ class: 1, fds }], answers: [] } });
    }
    return records;
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
