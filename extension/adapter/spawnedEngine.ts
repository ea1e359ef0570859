/** The engine, with the programs under it, as a child of ours that has no terminal. */
import { spawn } from "node:child_process";
import { PieceReader, withWriters, type WrittenPiece } from "../../tracer/recorder/writtenPieces";
import { engineDidNotStart } from "./messages";
import type { OutputMarks } from "./outputMarks";

export interface EngineSurroundings {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | null>>;
}

/** Variables that are there for us, not for the programs. */
const ownVariables = ["ELECTRON_RUN_AS_NODE"];
const lastWordsLength = 1000;

/** As our child, without standard input; what is printed goes to `output`, marked with the processes. */
export class SpawnedEngine {
    /** The last lines on standard error, which name the reason when the engine ends at once. */
    lastWords = "";
    /** It has ended and all its output has been told. */
    readonly closed: Promise<void>;
    private pieces: WrittenPiece[] = [];

    constructor(
        command: readonly [string, ...string[]],
        surroundings: EngineSurroundings,
        private readonly marks: OutputMarks,
        private readonly output: (category: "stdout" | "stderr", text: string) => void,
    ) {
        const [executable, ...words] = withWriters(command);
        const child = spawn(executable, words, {
            cwd: surroundings.cwd,
            env: environment(surroundings.env),
            stdio: ["ignore", "pipe", "pipe"],
        });
        const reader = new PieceReader();
        child.stdout.on("data", (bytes: Buffer) => this.read(reader.push(bytes)));
        child.stderr.setEncoding("utf8").on("data", (text: string) => (this.lastWords += text));
        child.once("error", (error) => (this.lastWords = engineDidNotStart(`The engine could not be started: ${error.message}`).message));
        this.closed = new Promise((resolve) => {
            child.once("close", () => setImmediate(() => resolve(this.end())));
            child.once("error", () => resolve());
        });
    }

    /** As `closed`, but does not wait long for others that hold its pipes open. */
    async ended(): Promise<void> {
        await Promise.race([this.closed, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    }

    /** What the engine said before of those who wrote may just have come, too: it is taken note of first. */
    private read(pieces: readonly WrittenPiece[]): void {
        if (this.pieces.length === 0) setImmediate(() => this.tell());
        this.pieces.push(...pieces);
    }

    private tell(): void {
        const told = this.pieces.map((piece) => this.marks.add(piece));
        this.pieces = [];
        let text = "";
        for (const [index, one] of told.entries()) {
            text += one.text;
            if (told[index + 1]?.stream === one.stream) continue;
            if (one.stream === "stderr") this.lastWords = (this.lastWords + text).slice(-lastWordsLength);
            if (text !== "") this.output(one.stream, text);
            text = "";
        }
    }

    private end(): void {
        this.tell();
        for (const { stream, text } of this.marks.end()) this.output(stream, text);
    }
}

function environment(changes: Readonly<Record<string, string | null>>): NodeJS.ProcessEnv {
    const variables: NodeJS.ProcessEnv = { ...process.env };
    for (const name of ownVariables) delete variables[name];
    for (const [name, value] of Object.entries(changes)) {
        if (value === null) delete variables[name];
        else variables[name] = value;
    }
    return variables;
}
