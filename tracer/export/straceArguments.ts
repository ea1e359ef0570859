/** The arguments of a recorded call as strace(1) writes them: names of flags are left as numbers, as with `-X raw`. */
import type { Syscall } from "../syscalls/table";
import type { Capture, Word } from "../trace/record";
import { aboutText, intText, quoted, signalSetText, waitStatusText, wordText } from "./straceText";

export interface RecordedCall {
    readonly row: Syscall;
    readonly args: readonly Word[];
    readonly captures: readonly Capture[];
    /** null: it has not returned. */
    readonly result: number | null;
}

/** How many of the arguments are known at the entry: those before the first that the call fills in. */
export function knownAtEntry(row: Syscall): number {
    if (row.name === "clone") return row.arguments.length;
    const filled = row.arguments.findIndex((_, index) =>
        capturesAt(row, index).some(([, operation]) => operation.startsWith("x") && isShown(operation)),
    );
    return filled < 0 ? row.arguments.length : filled;
}

export function argumentTexts(call: RecordedCall): readonly string[] {
    if (call.row.name === "clone") return cloneTexts(call);
    return call.row.arguments.map((name, index) => argumentText(call, name, index));
}

/** What strace shows of the captured; facts about descriptors stand behind them. */
function isShown(operation: string): boolean {
    return /^[ex] (string|bytes|iovec|fixed) /.test(operation);
}

/** The captures of the row for what an argument points to. */
function capturesAt(row: Syscall, index: number): readonly (readonly [name: string, operation: string])[] {
    return Object.entries(row.captures).filter(([, operation]) => new RegExp(`^[ex] \\w+ (u32\\()?arg${index}\\b`).test(operation));
}

function captureNamed({ row, captures }: RecordedCall, name: string): Capture | undefined {
    const index = Object.keys(row.captures).indexOf(name);
    return captures.find(({ operation, status }) => operation === index && status !== "unreadable");
}

function argumentText(call: RecordedCall, name: string, index: number): string {
    const word = call.args[index] ?? 0;
    for (const [captured, operation] of capturesAt(call.row, index)) {
        const capture = captureNamed(call, captured);
        const text = capture === undefined ? undefined : capturedText(call, captured, operation, capture);
        if (text !== undefined) return text;
    }
    if (/[fF]d$/.test(name) || name === "pid" || name === "tid" || name === "milliseconds") return intText(word);
    return wordText(word, capturesAt(call.row, index).length > 0 || name.endsWith("Argument") || name === "address");
}

function capturedText(call: RecordedCall, name: string, operation: string, capture: Capture): string | undefined {
    const [, kind] = operation.split(" ");
    const { bytes } = capture;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (kind === "string") return quoted(capture);
    if (name === "data" && kind === "bytes" && !operation.includes("+")) return quoted(capture);
    if (name === "data" && kind === "iovec" && !operation.includes("*")) {
        return `[{iov_base=${quoted(capture)}, iov_len=${capture.fullLength}}]`;
    }
    if (name === "ends" && bytes.length >= 8) return endsText(call, view);
    if (name === "head" && bytes.length >= 8) return `[${wordText(view.getBigUint64(0, true), true)}]`;
    if (name === "status" && bytes.length >= 4) return waitStatusText(view.getInt32(0, true));
    if ((name === "set" || name === "mask") && bytes.length >= 8) return signalSetText(view.getBigUint64(0, true));
    if (name === "action" && bytes.length >= 32) return actionText(view);
    if (name === "cloneArguments" && bytes.length >= 64) return cloneStructureText(view);
    return undefined;
}

function endsText(call: RecordedCall, view: DataView): string {
    const names = "readEnd" in call.row.captures ? ["readEnd", "writeEnd"] : ["oneEnd", "otherEnd"];
    const ends = names.map((name, index) => {
        const facts = captureNamed(call, name);
        return `${view.getInt32(4 * index, true)}${facts === undefined ? "" : aboutText(facts.bytes)}`;
    });
    return `[${ends.join(", ")}]`;
}

/** struct sigaction of the kernel. */
function actionText(view: DataView): string {
    const [handler, flags, restorer, mask] = [0, 8, 16, 24].map((at) => view.getBigUint64(at, true));
    const known = ["SIG_DFL", "SIG_IGN"][Number(handler)] ?? wordText(handler ?? 0n, true);
    return `{sa_handler=${known}, sa_mask=${signalSetText(mask ?? 0n)}, sa_flags=0x${(flags ?? 0n).toString(16)}, sa_restorer=${wordText(restorer ?? 0n, true)}}`;
}

function cloneStructureText(view: DataView): string {
    const fields = ["flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack", "stack_size", "tls"];
    return `{${fields.map((name, index) => `${name}=0x${view.getBigUint64(8 * index, true).toString(16)}`).join(", ")}}`;
}

/** strace has an order of its own for them. */
function cloneTexts({ args }: RecordedCall): readonly string[] {
    const [flags = 0, stack = 0, parentTid = 0, childTid = 0] = args;
    return [
        `child_stack=${wordText(stack, true)}`,
        `flags=0x${flags.toString(16)}`,
        `parent_tid=${wordText(parentTid, true)}`,
        `child_tidptr=${wordText(childTid, true)}`,
    ];
}

/** `3</tmp/a>`, `-1 ENOENT`, `?` */
export function resultText(call: RecordedCall, errorName: (error: number) => string): string {
    const { result } = call;
    if (result === null) return "?";
    const lowestError = -4095;
    if (result < 0 && result >= lowestError) return interrupted.get(result) ?? `-1 ${errorName(-result)} (${errorName(-result)})`;
    const made = Object.entries(call.row.captures).find(([, operation]) => operation === "x object result");
    const facts = made === undefined ? undefined : captureNamed(call, made[0]);
    return `${result}${facts === undefined ? "" : aboutText(facts.bytes)}`;
}

/** The kernel's own errors, which no program sees (include/linux/errno.h). */
const interrupted: ReadonlyMap<number, string> = new Map([
    [-512, "? ERESTARTSYS (To be restarted if SA_RESTART is set)"],
    [-513, "? ERESTARTNOINTR (To be restarted)"],
    [-514, "? ERESTARTNOHAND (To be restarted if no handler)"],
    [-516, "? ERESTART_RESTARTBLOCK (Interrupted by signal)"],
]);
