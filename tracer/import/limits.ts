/** What a log does not tell: sentences for the trace that is made of it. */
import type { Beginning } from "./beginning";

export class Limits {
    readonly badLines: number[] = [];
    bad = 0;
    cutStrings = 0;
    lostBeginnings = 0;
    /** Processes of which the log has no line. */
    silent = 0;
    described = false;
    timed = true;

    /** `line`: from 1. */
    badLine(line: number): void {
        this.bad++;
        if (this.badLines.length < mostNamed) this.badLines.push(line);
    }

    sentences(beginning: Beginning): readonly string[] {
        const { bad, badLines, cutStrings, lostBeginnings, silent, described, timed } = this;
        return [
            beginning.launch === null &&
                "The log begins in the middle: what was there before is unknown, and descriptors appear when they are used.",
            !timed && "The log has no times (-ttt): moments are made up, and say the order only.",
            !described && "The log does not say what descriptors refer to (-yy): that is known of those that its calls have made.",
            silent > 0 &&
                `${counted(silent, "process has", "processes have")} no lines in the log (no -f): what ${silent === 1 ? "it" : "they"} did is unknown.`,
            cutStrings > 0 && `${counted(cutStrings, "string is", "strings are")} cut off (-s): the bytes behind that are unknown.`,
            lostBeginnings > 0 &&
                `${counted(lostBeginnings, "call", "calls")} began before the log: what came of ${lostBeginnings === 1 ? "it" : "them"} is left out.`,
            bad > 0 &&
                `${counted(bad, "line makes", "lines make")} no sense, and ${bad === 1 ? "is" : "are"} left out: ${badLines.join(", ")}${bad > badLines.length ? ", …" : ""}.`,
            "The log does not tell sizes and positions of files, what is mapped to which inode, or stacks in our form: these are unknown. A path is taken for a file unless the log says otherwise.",
        ].filter((sentence) => sentence !== false);
    }
}

const mostNamed = 10;

function counted(count: number, one: string, many: string): string {
    return `${count} ${count === 1 ? one : many}`;
}
