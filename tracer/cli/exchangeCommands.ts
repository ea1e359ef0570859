/** The commands by which traces come from elsewhere, and go there, with their options and help. */
import type { Command } from "commander";
import { importCommand, type ImportOptions } from "./importCommand";
import { subcommand } from "./subcommand";

export function addExchange(program: Command): void {
    subcommand(program, "import")
        .summary("make a trace of a log of strace")
        .description(
            "Make a trace of a log that strace(1) wrote, with whatever options; of a folder, the files of 'strace -ff -o'. Logs packed with " +
                "gzip or zstd are unpacked. What the log cannot tell stands in the trace; the most tells a log of 'strace -f -ttt -yy -s 65536'.",
        )
        .argument("<log>", "a log of strace, or a folder with those of 'strace -ff'")
        .option("-o, --output <file>", "write the trace there (default: <log>.ipctrace)")
        .action((log: string, options: ImportOptions) => importCommand(log, options));
}
