/** Real gdb under its machine interface, as cdt-gdb-adapter uses it: commands go in while the process runs. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { patience } from "../patience";

export class GdbMachine {
    static async start(): Promise<GdbMachine> {
        const machine = new GdbMachine(spawn("gdb", ["-nx", "-q", "--interpreter=mi3"]));
        for (const setting of ["mi-async on", "sysroot /", "pagination off", "confirm off", "breakpoint pending on"]) {
            await machine.command(`-gdb-set ${setting}`);
        }
        return machine;
    }

    /** Everything that gdb printed. */
    printed = "";
    private read = 0;
    private token = 0;
    private wake: () => void = () => undefined;

    private constructor(private readonly gdb: ChildProcessWithoutNullStreams) {
        for (const stream of [gdb.stdout, gdb.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                this.printed += text;
                this.wake();
            });
        }
    }

    get pid(): number {
        return this.gdb.pid ?? -1;
    }

    /** Like `target remote` of the command line; gdb tells of the process's stop as of any other. */
    async connect(socket: string): Promise<void> {
        await this.command(`-target-select remote ${socket}`);
        await this.stopped();
    }

    /** The line that answers the command; rejects when that is an error. */
    async command(text: string): Promise<string> {
        const token = ++this.token;
        const start = this.printed.length;
        this.gdb.stdin.write(`${token}${text}\n`);
        const line = await this.line(new RegExp(`^${token}\\^.*$`, "m"), start);
        if (line.includes("^error")) throw new Error(`${text}: ${line}`);
        return line;
    }

    /** The next line `*stopped,…` that was not awaited before. */
    async stopped(): Promise<string> {
        const line = await this.line(/^\*stopped.*$/m, this.read);
        this.read = this.printed.indexOf(line, this.read) + line.length;
        return line;
    }

    async kill(): Promise<void> {
        if (this.gdb.exitCode !== null || this.gdb.signalCode !== null) return;
        this.gdb.kill("SIGKILL");
        await once(this.gdb, "close");
    }

    private async line(pattern: RegExp, start: number): Promise<string> {
        const deadline = Date.now() + patience;
        for (;;) {
            const whole = this.printed.slice(start, this.printed.lastIndexOf("\n") + 1);
            const found = pattern.exec(whole);
            if (found !== null) return found[0];
            const left = deadline - Date.now();
            if (left <= 0) throw new Error(`gdb did not print ${pattern}. It printed: ${this.printed}`);
            await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, left);
                this.wake = () => {
                    clearTimeout(timer);
                    resolve();
                };
            });
        }
    }
}
