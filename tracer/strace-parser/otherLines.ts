/** Lines that are no calls: signals, ends, stacks, and what strace says of itself. */
import { isDigit, type Cursor } from "./cursor";
import type { EndLine, FrameLine, Prefix, RemarkLine, SignalLine, StoppedLine, SupersededLine } from "./logLine";
import { unsignedNumber } from "./numbers";
import { textOf } from "./textBytes";
import { values } from "./valueGrammar";

/** The cursor is behind the dashes. */
export function signalLine(cursor: Cursor, prefix: Prefix): SignalLine | StoppedLine {
    if (cursor.take("stopped by ")) {
        const signal = cursor.word();
        cursor.expect(" ---");
        return { kind: "stopped", prefix, signal };
    }
    const signal = cursor.word();
    if (!signal.startsWith("SIG") && !/^\d+$/.test(signal)) cursor.fail("it is no signal");
    cursor.spaces();
    const information = cursor.startsWith("{") ? (values(cursor, dash)[0] ?? null) : null;
    // Of older versions: (Child exited) @ 0 (0)
    if (!cursor.endsWith("---")) cursor.fail("'---' is missing");
    return { kind: "signal", prefix, signal, information };
}

/** The cursor is behind the pluses. */
export function endLine(cursor: Cursor, prefix: Prefix): EndLine | SupersededLine {
    if (cursor.take("exited with ")) {
        const status = Number(expectedDigits(cursor));
        cursor.expect(" +++");
        return { kind: "end", prefix, how: { exited: status } };
    }
    if (cursor.take("killed by ")) {
        const killed = cursor.word();
        if (killed === "") cursor.fail("the signal is missing");
        const dumped = cursor.take(" (core dumped)");
        cursor.expect(" +++");
        return { kind: "end", prefix, how: { killed, dumped } };
    }
    cursor.expect("superseded by execve in pid ");
    const by = Number(expectedDigits(cursor));
    if (cursor.code === less) cursor.upTo(">");
    cursor.expect(" +++");
    return { kind: "superseded", prefix, by };
}

/** The cursor is behind the sign: `/lib/libc.so.6(read+0x12) [0x1234] file.c:7`. */
export function frameLine(cursor: Cursor, prefix: Prefix): FrameLine {
    const text = cursor.rest();
    const found = frameParts(text);
    if (found === null) return { kind: "frame", prefix, module: null, symbol: null, offset: null, address: null, source: null };
    const { before, address, source } = found;
    const open = before.endsWith(")") ? before.indexOf("(") : -1;
    const inside = open < 0 ? "" : before.slice(open + 1, -1);
    const plus = inside.lastIndexOf("+0x");
    return {
        kind: "frame",
        prefix,
        module: textOf(open < 0 ? before : before.slice(0, open)) || null,
        symbol: (plus < 0 ? inside : inside.slice(0, plus)) || null,
        offset: plus < 0 ? null : Number(inside.slice(plus + 1)),
        address,
        source: source || null,
    };
}

function frameParts(text: string): { readonly before: string; readonly address: number | null; readonly source: string } | null {
    const begin = text.lastIndexOf("[0x");
    const end = begin < 0 ? -1 : text.indexOf("]", begin);
    if (end < 0) return null;
    const address = Number(text.slice(begin + 1, end));
    return { before: text.slice(0, begin).trim(), address: Number.isNaN(address) ? null : address, source: text.slice(end + 1).trim() };
}

/** Of what strace says: `Process 12 attached`. */
export function remarkLine(cursor: Cursor, prefix: Prefix): RemarkLine {
    const text = cursor.rest();
    const words = text.replace(/^strace: /, "").split(" ");
    const now = words[2];
    const pid = words[0] === "Process" && isDigit((words[1] ?? "").charCodeAt(0)) ? parseInt(words[1] ?? "", 10) : null;
    const process = pid !== null && (now === "attached" || now === "detached") ? ({ pid, now } as const) : null;
    return { kind: "remark", prefix, text, process };
}

const [dash, less] = [45, 60];

function expectedDigits(cursor: Cursor): number | bigint {
    if (!isDigit(cursor.code)) cursor.fail("a number is missing");
    return unsignedNumber(cursor);
}
