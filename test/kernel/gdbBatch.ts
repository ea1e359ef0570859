/** Real gdb, run over a list of commands; what it printed. */
import { spawn } from "node:child_process";
import { patience } from "../patience";

const preparation = ["set sysroot /", "set pagination off", "set confirm off", "set width 0", "set debuginfod enabled off"];

/** gdb connects to the socket, obeys each command, and detaches (or, when the process has ended, just leaves). */
export function runGdb(socket: string, commands: readonly string[], before: readonly string[] = []): Promise<string> {
    const words = [...preparation, ...before, `target remote ${socket}`, ...commands].flatMap((command) => ["-ex", command]);
    return new Promise((resolve, reject) => {
        const gdb = spawn("gdb", ["-nx", "-q", "-batch", ...words], { stdio: ["ignore", "pipe", "pipe"] });
        let printed = "";
        for (const stream of [gdb.stdout, gdb.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
        const timer = setTimeout(() => {
            gdb.kill("SIGKILL");
            reject(new Error(`gdb hangs. It printed: ${printed}`));
        }, patience);
        gdb.once("error", reject);
        gdb.once("close", () => {
            clearTimeout(timer);
            resolve(printed);
        });
    });
}
