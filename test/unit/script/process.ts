/**
 *     p1 fork p2                        vfork, clone-files, clone-parent, clone-unheard (no exit signal) and thread likewise
 *     p2 exec wc -l                     p2 exits 3, p2 killed SIGPIPE, p1.2 thread-exits
 *     p1 pidfd_open p1.2 thread = 3     with PIDFD_THREAD; p1 pidfd-signal 3 SIGUSR1: pidfd_send_signal(2)
 *     p1 wait p2                        p1 waitpid p2, p1 waitpid -77, p1 waitid 1 p2, p1 pidfd_open p2 = 3, p1 clone 0x4111, p1 subreaper, p1 execve /bin/none = ENOENT
 */
import type { TraceRecord } from "../../../tracer/trace/record";
import { signalNumber } from "../../../tracer/model/signals";
import { objectBytes } from "../kernelAccount";
import type { CallWord, Moment, RecordWord } from "./word";
import { pathBytes, processNumber, taskNumber } from "./wordValues";

const CLONE_THREAD = 0x10000n;

export const processCalls = {
    "wait": ([child = ""]) => ({ name: "wait4", args: [-1, 0, 0, 0], result: taskNumber(child) }),
    // Of one process, or of a process group.
    "waitpid": ([whom = ""]) => {
        const pid = whom.startsWith("p") ? taskNumber(whom) : Number(whom);
        return { name: "wait4", args: [pid, 0, 0, 0], result: Math.abs(pid) };
    },
    // P_ALL 0, P_PID 1, P_PGID 2, P_PIDFD 3; the child of P_PID by its name.
    "waitid": ([type = "", id = ""]) => ({
        name: "waitid",
        args: [Number(type), id.startsWith("p") ? taskNumber(id) : Number(id), 0, 4],
        result: 0,
    }),
    "pidfd_open": ([whom = "", of]) => ({
        name: "pidfd_open",
        args: [taskNumber(whom), of === "thread" ? 0o200 : 0],
        result: 0,
        exit: () => ({ object: objectBytes({ link: "anon_inode:[pidfd]", inode: 9, mode: 0o600, flags: 2 }) }),
    }),
    "pidfd-signal": ([fd = "", signal = ""]) => ({ name: "pidfd_send_signal", args: [Number(fd), signalNumber(signal), 0, 0], result: 0 }),
    "clone": ([flags = ""]) => ({ name: "clone", args: [Number(flags), 0, 0, 0, 0], result: 0 }),
    "pdeathsig": ([signal = ""]) => ({ name: "prctl", args: [1, signalNumber(signal)], result: 0 }),
    "subreaper": () => ({ name: "prctl", args: [36, 1], result: 0 }),
    "execve": ([path = ""]) => ({ name: "execve", args: [0, 0, 0], entry: { path: pathBytes(path) }, result: 0 }),
} satisfies Record<string, CallWord>;

export const processRecords = {
    "fork": creates(17n, "fork"),
    "vfork": creates(0x4111n, "vfork"),
    "clone-files": creates(0x411n, "clone"),
    "clone-parent": creates(0x8011n, "clone"),
    "clone-unheard": creates(0n, "clone"),
    "thread": creates(0x50f00n, "clone"),
    "thread-without-files": creates(0x50b00n, "clone"),
    "exec": (who, words, moment) => [
        {
            type: "exec",
            time: moment.time(),
            pid: taskNumber(who),
            formerTid: taskNumber(who),
            path: `/bin/${words[0] ?? ""}`,
            directory: "/home",
            arguments: words,
        },
    ],
    "exits": (who, [code = "0"], moment) => ends(who, Number(code) << 8, moment),
    "killed": (who, [signal = "SIGKILL"], moment) => ends(who, signalNumber(signal), moment),
    "thread-exits": (who, _, moment) => [
        { type: "exiting", time: moment.time(), tid: taskNumber(who), pid: processNumber(who), waitStatus: 0 },
    ],
} satisfies Record<string, RecordWord>;

function creates(cloneFlags: bigint, how: "fork" | "vfork" | "clone"): RecordWord {
    const isThread = (cloneFlags & CLONE_THREAD) !== 0n;
    return (who, [child = ""], moment) => [
        {
            type: "task",
            time: moment.time(),
            tid: taskNumber(child),
            pid: isThread ? processNumber(child) : taskNumber(child),
            creatorTid: taskNumber(who),
            creatorPid: processNumber(who),
            cloneFlags,
            stack: moment.line,
            how,
        },
    ];
}

function ends(who: string, waitStatus: number, moment: Moment): readonly TraceRecord[] {
    const record = { tid: taskNumber(who), pid: taskNumber(who), waitStatus };
    return [
        { type: "exiting", time: moment.time(), ...record },
        { type: "exited", time: moment.time(), ...record },
    ];
}
