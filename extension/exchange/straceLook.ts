/** Whether text looks like a log of strace(1). */

/** A call, entered or whole, or resumed; behind it what it returned. */
const call = /^(<\.\.\. \w+ resumed>.*|[a-z_][a-z0-9_]*\(.*)( += (-?\d|\?|0x)| <unfinished \.\.\.>|\) *= )/;
const other = /^(---|\+\+\+) .* (---|\+\+\+)$/;
/** `[pid 12]`, `12`, times, `(in program)`, an instruction pointer: in the order in which strace prints them. */
const prefix = /^(\[pid +\d+\] +|\d+ +)?([\d:.]+ +)?( *\( *\+ *[\d.]+\) +)?(\[[0-9a-f?]+\] +)?/;

const linesLookedAt = 40;

/** At least two lines of the first ones are calls, and most of them are of a log. */
export function looksLikeStrace(text: string): boolean {
    const lines = text
        .split("\n", linesLookedAt)
        .map((line) => line.trim().replace(prefix, ""))
        .filter((line) => line !== "");
    const calls = lines.filter((line) => call.test(line)).length;
    const others = lines.filter((line) => other.test(line)).length;
    return calls >= 2 && (calls + others) * 2 > lines.length;
}
