/** `ipcscope check` with its options and help. */
import { Option, type Command } from "commander";
import { catalogue } from "../diagnosis/catalogue";
import { checkCommand, type CheckOptions } from "./checkCommand";
import { colourOption } from "./colourOption";
import { usageError } from "./commandError";
import { subcommand } from "./subcommand";

export function addCheck(program: Command): void {
    subcommand(program, "check")
        .summary("say what is wrong, and at which lines")
        .description(
            "Look for what is wrong with the programs of a recording: waits that nobody can end, ends that are kept open, data that is lost. " +
                "With -- a program is run, and checked when it has ended. " +
                "The exit status is 1 when there are findings, and 3 when there are none although the program had to be ended (--hang-after).",
        )
        .usage("[options] <trace> | [options] -- <program> [arguments]")
        .argument("[trace]", "a file that 'ipcscope record' wrote")
        .addOption(new Option("--json", "as JSON").conflicts(["sarif", "github"]))
        .addOption(new Option("--sarif", "as SARIF, for code scanners").conflicts("github"))
        .option("--github", "as annotations of a GitHub workflow")
        .option("--report <file>", "write the findings there, instead of to standard output")
        .addOption(
            new Option("--fail-on <severity>", "the exit status is 1 from this severity on")
                .choices(["error", "warning", "note"])
                .default("warning"),
        )
        .addOption(
            new Option("--ignore <rule>", "leave out what this rule finds ('IPC012'); or several, 'IPC012,IPC040'")
                .argParser((ids: string, before: readonly string[]) => [...before, ...ids.split(",").map(ruleId)])
                .default([], "none"),
        )
        .option("--baseline <file>", "leave out findings that are known, by rule, file and function")
        .option("--write-baseline <file>", "write what is found there, as a baseline, instead of reporting it")
        .addOption(
            new Option("--hang-after <time>", "when nothing happens for so long ('5s', '300ms'), end the program and say why").argParser(
                parseTime,
            ),
        )
        .option("--watch-memory", "find accesses to shared memory that nothing orders (slow: see 'ipcscope record')")
        .option("-o, --output <file>", "keep the trace of the program there")
        .addOption(new Option("--plan").hideHelp())
        .addOption(new Option("--ran").hideHelp())
        .addOption(new Option("--hung").hideHelp())
        .addOption(colourOption())
        .action((trace: string | undefined, options: CheckOptions) => checkCommand(trace, options));
}

function ruleId(id: string): string {
    if (catalogue.some((rule) => rule.id === id)) return id;
    throw usageError(`there is no rule '${id}'. The rules are: ${catalogue.map((rule) => rule.id).join(", ")}.`);
}

const unitMilliseconds: Readonly<Record<string, number>> = { m: 60_000, s: 1000, ms: 1 };

/** In milliseconds. */
function parseTime(text: string): number {
    const [, digits, unit = "s"] = /^(\d+(?:\.\d+)?)(m|s|ms)?$/.exec(text) ?? [];
    const time = Math.round(Number(digits) * (unitMilliseconds[unit] ?? NaN));
    if (time > 0 && Number.isSafeInteger(time)) return time;
    throw usageError(`--hang-after is a time such as 5s or 300ms, not '${text}'.`);
}
