/** The commands by which traces come from elsewhere, and go there, with their options and help. */
import { Option, type Command } from "commander";
import { colourOption } from "./colourOption";
import { diffCommand, type DiffOptions } from "./diffCommand";
import { exportCommand, exportFormats, type ExportOptions } from "./exportCommand";
import { importCommand, type ImportOptions } from "./importCommand";
import { packCommand, type PackOptions } from "./packCommand";
import { parseInstant, type Instant } from "./instant";
import { queryCommand, type QueryOptions } from "./query/queryCommand";
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

    subcommand(program, "export")
        .summary("write a trace in another format")
        .description(
            "Write a trace as a page that shows the diagram at each moment, in one file and without a network (html); as a sequence diagram " +
                "(mermaid); for the UI of Perfetto and Chrome's trace viewer (perfetto); as JSON (json); as a log of strace (strace); what went through sockets, " +
                "pipes and FIFOs for Wireshark (pcapng); as a table with a row for each event, in a folder (parquet: see 'ipcscope query'); the diagram at " +
                "one moment as a picture (svg, png), or at several as pages to print with sentences and sources (handout), which need a browser that " +
                "is installed.",
        )
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .addOption(new Option("--format <format>", "the format").choices(exportFormats).makeOptionMandatory())
        .option("-o, --output <file>", "write it there (default: <trace> with another ending; '-' is the standard output)")
        .option("--force", "replace that file")
        .addOption(
            new Option(
                "--at <moment>",
                "of a picture or a handout: after this event, or at a time; of a handout it may be repeated (default: the end; of a handout " +
                    "bookmarks, marks, the stops of its sources' comments, or those of the debugger)",
            ).argParser((text, others: readonly Instant[] | undefined) => [...(others ?? []), parseInstant("--at")(text)]),
        )
        .addOption(new Option("--theme <theme>", "of a picture (default: light)").choices(["light", "dark"]))
        .action((trace: string, options: ExportOptions) => exportCommand(trace, options));

    subcommand(program, "query")
        .summary("ask many traces a question in SQL")
        .description(
            "Answer a question in SQL about the events of any number of traces: they are the rows of the table 'events'. What is asked often " +
                "stands with its SQL in docs/query.md. DuckDB answers, which is installed separately. The tables are kept in the user's cache " +
                "for the next question.",
        )
        .argument("<sql>", 'such as "select process, object, sum(length) from events group by all"')
        .argument("<trace...>", "files that 'ipcscope record' wrote, or folders of 'ipcscope export --format parquet'")
        .option("--json", "as JSON, a row a line")
        .option("--csv", "as comma-separated values")
        .action((sql: string, traces: string[], options: QueryOptions) => queryCommand(sql, traces, options));

    subcommand(program, "pack")
        .summary("put sources and lines into a trace")
        .description(
            "Put what is on this machine alone into a trace: the lines of its stacks, the source files that they name, and which system this is. " +
                "So it is seen with its code on another machine, too.",
        )
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .option("-o, --output <file>", "write it there (default: <trace>.packed.ipctrace)")
        .option("--redact", "leave out what was read and written, the arguments of programs, and which system this is")
        .action((trace: string, options: PackOptions) => packCommand(trace, options));

    subcommand(program, "diff")
        .summary("compare two recordings of one program")
        .description(
            "Compare two recordings of one program, one that worked and one that did not: for each process the first event that differs, and " +
                "what differs at the end. The exit status is 1 when there are differences.",
        )
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .argument("<other>", "another one")
        .option("--json", "as JSON")
        .addOption(colourOption())
        .action((trace: string, other: string, options: DiffOptions) => diffCommand(trace, other, options));
}
