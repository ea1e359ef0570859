/** Asks binutils' addr2line for the lines of addresses in one program; it stays and answers many questions. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

/** A function with the line it stands at; nobody knows the line: `file` is null. */
export interface CodePlace {
    /** Null: not known. */
    readonly function: string | null;
    readonly file: string | null;
    readonly line: number;
}

/** An address that nobody asks for: its answer says that all the answers before it are complete. */
const endMark = "0xffffffffffffffff";

interface Question {
    readonly answered: (places: ReadonlyMap<bigint, readonly CodePlace[]>) => void;
    readonly failed: (error: Error) => void;
}

export class LineTable {
    private readonly process: ChildProcessWithoutNullStreams;
    private readonly questions: Question[] = [];
    private unread = "";
    private gone: Error | undefined;

    constructor(executable: string) {
        this.process = spawn("addr2line", ["-f", "-i", "-C", "-a", "-e", executable]);
        this.process.stdout.setEncoding("utf8");
        this.process.stdout.on("data", (text: string) => this.received(text));
        this.process.stderr.resume();
        this.process.stdin.on("error", () => undefined); // "close" follows.
        this.process.on("error", (error) => this.end(error));
        this.process.on("close", () => this.end(new Error("addr2line has ended")));
    }

    /** For each address its place, preceded by the places of the functions that were inlined there, innermost first. */
    places(addresses: readonly bigint[]): Promise<ReadonlyMap<bigint, readonly CodePlace[]>> {
        if (this.gone !== undefined) return Promise.reject(this.gone);
        return new Promise((answered, failed) => {
            this.questions.push({ answered, failed });
            this.process.stdin.write(addresses.map((address) => `0x${address.toString(16)}\n`).join("") + `${endMark}\n`);
        });
    }

    close(): void {
        this.process.kill();
    }

    private received(text: string): void {
        this.unread += text;
        for (;;) {
            const mark = this.unread.indexOf(endMark);
            if (mark < 0) return;
            const end = endOfLine(this.unread, endOfLine(this.unread, endOfLine(this.unread, mark)));
            if (end === 0) return;
            this.questions.shift()?.answered(parsePlaces(this.unread.slice(0, mark)));
            this.unread = this.unread.slice(end);
        }
    }

    private end(error: Error): void {
        this.gone ??= error;
        for (const question of this.questions.splice(0)) question.failed(this.gone);
    }
}

/** Where the next line begins; 0 when the line has no end yet. */
function endOfLine(text: string, from: number): number {
    return text.indexOf("\n", from) + 1;
}

function parsePlaces(text: string): ReadonlyMap<bigint, readonly CodePlace[]> {
    const places = new Map<bigint, CodePlace[]>();
    let current: CodePlace[] = [];
    const lines = text.split("\n");
    for (let index = 0; index < lines.length; index++) {
        const line = lines[index] ?? "";
        if (/^0x[0-9a-f]{16}$/.test(line)) {
            current = [];
            places.set(BigInt(line), current);
        } else if (line !== "") {
            current.push(parsePlace(line, lines[++index] ?? ""));
        }
    }
    return places;
}

/** From "main" and "/home/me/pipe.c:14 (discriminator 2)". */
function parsePlace(functionName: string, position: string): CodePlace {
    const [, file, line] = /^(.*):(\d+)(?: \(discriminator \d+\))?$/.exec(position) ?? [];
    const known = file !== undefined && file !== "??" && Number(line) > 0;
    return { function: functionName, file: known ? file : null, line: known ? Number(line) : 0 };
}
