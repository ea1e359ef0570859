/** Runs a script of real programs alone, recorded at full speed and under the judge. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");
const patience = 300_000;

interface Run {
    readonly status: number | null;
    readonly output: string;
    readonly complaints: string;
}

/** A directory of its own, in which the script stands as `run.sh` and runs. */
export class RealProgram {
    readonly directory = mkdtempSync(path.join(tmpdir(), "ipcscope-real-"));
    /** The last recording. */
    readonly trace = path.join(this.directory, "t.ipctrace");

    constructor(script: string) {
        this.write("run.sh", script);
    }

    /** For the programs to read. */
    write(name: string, text: string): void {
        writeFileSync(path.join(this.directory, name), text);
    }

    /** A preparation, which must succeed. */
    prepare(...command: readonly [string, ...string[]]): void {
        const { status, complaints } = this.run(command);
        assert.equal(status, 0, `${command.join(" ")}: ${complaints}`);
    }

    alone(...words: readonly string[]): Run {
        return this.run(["sh", "run.sh", ...words]);
    }

    recorded(...words: readonly string[]): Run {
        return this.run([ipcscope, "record", "-o", this.trace, "--", "sh", "run.sh", ...words]);
    }

    /** What cannot have happened in the last recording. */
    faults(): readonly string[] {
        const lines = this.run([ipcscope, "verify", "--trace", this.trace]).output.trimEnd().split("\n");
        assert.match(lines.at(-1) ?? "", /^\d+ events, \d+ faults$/);
        return lines.slice(0, -1);
    }

    /** The sentences of the last recording. */
    events(): readonly string[] {
        return this.run([ipcscope, "events", this.trace]).output.split("\n");
    }

    /** Under the judge: where the model and the kernel differ. */
    differences(...words: readonly string[]): readonly string[] {
        const { output } = this.run([ipcscope, "verify", "--", "sh", "run.sh", ...words]);
        const lines = output.trimEnd().split("\n");
        assert.match(lines.at(-1) ?? "", /^\d{4,} comparisons, \d+ differences$/, output.slice(-2000));
        return lines.filter((line) => line.includes("the model says"));
    }

    remove(): void {
        rmSync(this.directory, { recursive: true, force: true });
    }

    private run([program, ...words]: readonly [string, ...string[]]): Run {
        const options = { cwd: this.directory, encoding: "utf8", timeout: patience, maxBuffer: 256 * 1024 * 1024 } as const;
        const { status, stdout, stderr, error } = spawnSync(program, words, options);
        if (error !== undefined) throw error;
        return { status, output: stdout, complaints: stderr };
    }
}
