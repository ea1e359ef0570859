/** One line that the engine sends over the control socket (docs/engine-interface.md), parsed. */

export type EngineLine =
    | { readonly type: "done"; readonly command: number; readonly values: readonly string[] }
    | { readonly type: "failed"; readonly command: number; readonly sentence: string }
    | { readonly type: "hello"; readonly version: string; readonly pid: number }
    | { readonly type: "process"; readonly pid: number; readonly parent: number; readonly how: ProcessOrigin }
    | { readonly type: "exec"; readonly pid: number; readonly path: string; readonly name: string }
    | { readonly type: "held"; readonly pid: number; readonly reason: HoldReason; readonly detail: string }
    | { readonly type: "stopped"; readonly pid: number; readonly reason: StopReason }
    | { readonly type: "resumed"; readonly pid: number }
    | { readonly type: "frozen" }
    | { readonly type: "thawed" }
    | { readonly type: "exited"; readonly pid: number; readonly waitStatus: number }
    | { readonly type: "recordingFailed"; readonly sentence: string }
    | { readonly type: "error"; readonly status: number; readonly sentence: string }
    | { readonly type: "end"; readonly waitStatus: number };

const processOrigins = ["launched", "fork", "vfork", "clone", "attached"] as const;
const holdReasons = ["launch", "exec", "breakpoint", "signal"] as const;
const stopReasons = ["breakpoint", "step", "pause", "signal", "entry"] as const;

type ProcessOrigin = (typeof processOrigins)[number];
type HoldReason = (typeof holdReasons)[number];
type StopReason = (typeof stopReasons)[number];

/** Undefined for a verb that this version does not know. A known verb with words that make no sense throws. */
export function parseEngineLine(line: string): EngineLine | undefined {
    const [verb, ...encoded] = line.split(" ").filter((word) => word !== "");
    const words = new Words(line, encoded.map(decodeURIComponent));
    switch (verb) {
        case "done":
            return { type: "done", command: words.number(), values: words.rest() };
        case "failed":
            return { type: "failed", command: words.number(), sentence: words.rest().join(" ") };
        case "hello":
            return { type: "hello", version: words.text(), pid: words.number() };
        case "process":
            return { type: "process", pid: words.number(), parent: words.number(), how: words.oneOf(processOrigins) };
        case "exec":
            return { type: "exec", pid: words.number(), path: words.text(), name: words.rest()[0] ?? "" };
        case "held":
            return { type: "held", pid: words.number(), reason: words.oneOf(holdReasons), detail: words.rest().join(" ") };
        case "stopped":
            return { type: "stopped", pid: words.number(), reason: words.oneOf(stopReasons) };
        case "resumed":
            return { type: "resumed", pid: words.number() };
        case "frozen":
            return { type: "frozen" };
        case "thawed":
            return { type: "thawed" };
        case "exited":
            return { type: "exited", pid: words.number(), waitStatus: words.number() };
        case "recording-failed":
            return { type: "recordingFailed", sentence: words.rest().join(" ") };
        case "error":
            return { type: "error", status: words.number(), sentence: words.rest().join(" ") };
        case "end":
            return { type: "end", waitStatus: words.number() };
        default:
            return undefined;
    }
}

/** The words after the verb, taken one after the other. */
class Words {
    private next = 0;

    constructor(
        private readonly line: string,
        private readonly words: readonly string[],
    ) {}

    text(): string {
        const word = this.words[this.next++];
        if (word === undefined) throw this.malformed();
        return word;
    }

    number(): number {
        const value = Number(this.text());
        if (!Number.isSafeInteger(value)) throw this.malformed();
        return value;
    }

    oneOf<Word extends string>(known: readonly Word[]): Word {
        const word = this.text();
        const found = known.find((candidate) => candidate === word);
        if (found === undefined) throw this.malformed();
        return found;
    }

    rest(): readonly string[] {
        return this.words.slice(this.next);
    }

    private malformed(): Error {
        return new Error(`The engine sent a line that makes no sense: ${JSON.stringify(this.line)}`);
    }
}
