/** The commands with their arguments, options and help. */
import { Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import { exitStatuses, usageError } from "./commandError";
import { eventsCommand, type EventsOptions } from "./eventsCommand";
import { compareCommand } from "./compareCommand";
import { colourChoices } from "./colour";
import { parseInstant } from "./instant";
import { similarWord } from "./similarWord";
import { startedByFront } from "./startedByFront";
import { parseMoment, stateCommand, type StateOptions } from "./stateCommand";
import { printText, printTextAsError } from "./terminal";
import { verifyCommand, type VerifyOptions } from "./verifyCommand";

/** Resolves when the command is done. Help and the version resolve too; what makes no sense throws a CommandError. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
    try {
        await commandLine().parseAsync(words, { from: "user" });
    } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        if (error.exitCode !== 0) throw usageError(asSentence(error));
    }
}

function commandLine(): Command {
    const program = new Command("ipcscope")
        .description("See what programs do to each other through the kernel: descriptors, pipes and the bytes in them.")
        .usage("<command> [options] [arguments]")
        .version(version, "--version", "print the version")
        .helpOption("--help", "print this help, or that of a command")
        .helpCommand(false)
        .enablePositionalOptions()
        .exitOverride()
        .configureOutput({
            writeOut: printText,
            writeErr: printTextAsError,
            outputError: () => undefined, // main prints it
        })
        .showSuggestionAfterError(false)
        .addHelpText(
            "after",
            `
Examples:
  ipcscope record -- sh -c 'ls | wc -l'   run a pipeline and write sh.ipctrace
  ipcscope events sh.ipctrace             what happened, one event a line
  ipcscope state sh.ipctrace --at 20      the kernel's objects after event 20
`,
        )
        .argument("[command]")
        .argument("[arguments...]")
        .action((name: string | undefined) => {
            if (name === undefined) {
                program.outputHelp({ error: true });
                process.exitCode = exitStatuses.usage;
                return;
            }
            const similar = similarWord(
                name,
                program.commands.map((command) => command.name()),
            );
            throw usageError(
                `'${name}' is not a command. ${similar === undefined ? "See 'ipcscope --help'." : `Did you mean '${similar}'?`}`,
            );
        });
    program.configureHelp({ visibleArguments: () => [] });

    subcommand(program, "record")
        .summary("run programs and record what they do")
        .description("Run a program, and all that it starts, and record what they do to each other. The exit status is the program's.")
        .usage("[options] [--] <program> [arguments]")
        .argument("<program>", "the program to run, with its arguments")
        .argument("[arguments...]")
        .option("-o, --output <file>", "write the trace there (default: <program>.ipctrace)")
        .option("--force", "replace that file even if it is no trace")
        .option("--payload <bytes>", "how many bytes of each read and write to keep: a number, 'all' or 'none'", "4096")
        .option("--no-stacks", "do not record which source line made each call (faster)")
        .option("--also <program>", "run this program too, given with its arguments as one word; may be repeated")
        .passThroughOptions()
        .action(startedByFront);

    subcommand(program, "events")
        .summary("print what happened, one event a line")
        .description("Print the events of a trace, one a line.")
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .option("--json", "as JSON, one object a line")
        .option("--process <id>", "only what this process did: 'p2', or its process number")
        .option("--kind <kind>", "only events of this kind, such as 'bytesWritten'")
        .addOption(new Option("--since <moment>", "from this event or time on ('20', '1.25s', '300ms')").argParser(parseInstant("--since")))
        .addOption(new Option("--until <moment>", "up to this event or time").argParser(parseInstant("--until")))
        .option("--all", "every event: do not fold what loaders, locales and the search along PATH do")
        .option("--follow", "go on while the trace is being recorded, until the recording ends")
        .addOption(colourOption())
        .addHelpText("after", eventsHelp)
        .action((trace: string, options: EventsOptions) => eventsCommand(trace, options));

    subcommand(program, "state")
        .summary("print the kernel's objects at one moment")
        .description("Print processes, descriptors, open file descriptions and objects as they were at one moment of a trace.")
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .addOption(
            new Option(
                "--at <moment>",
                "after the event with this number, at a time ('1.25s', '300ms'), at 'last-wait' or at the 'end'",
            ).argParser(parseMoment),
        )
        .option("--json", "as JSON")
        .addOption(colourOption())
        .addHelpText("after", momentHelp)
        .action((trace: string, options: StateOptions) => stateCommand(trace, options));

    subcommand(program, "verify")
        .summary("compare our account with the kernel's while a program runs")
        .description(
            "Run a program, stop it after every call, and compare the state that ipcscope shows with the kernel's own account. " +
                "The last line is 'N comparisons, M differences'; the exit status is 1 when there are differences. " +
                "With --trace a recording is checked without the kernel, for what can never be: bytes read that nobody wrote, " +
                "more in a pipe than fits, an end of file while somebody can write. The last line is 'N events, M faults'.",
        )
        .usage("[--] <program> [arguments] | --trace <file>")
        .argument("[program]", "the program to run, with its arguments")
        .argument("[arguments...]")
        .option("--trace <file>", "check this file, which 'ipcscope record' wrote, instead of running a program")
        .passThroughOptions()
        .action((name: string | undefined, _rest: string[], options: VerifyOptions) => verifyCommand(name, options));

    program.command("compare", { hidden: true }).argument("<trace>").action(compareCommand);

    return program;
}

function colourOption(): Option {
    return new Option("--color <when>", "colours: 'auto' is on a terminal, and as NO_COLOR and FORCE_COLOR say")
        .choices(colourChoices)
        .default("auto");
}

const eventsHelp = `
What a program's loader, its locales and the search along PATH do is folded into one line each; --json has all events.

A recording that still runs can be looked at from another terminal, with --follow as it goes on.
`;

const momentHelp = `
Without --at it is the end; of a recording that was ended from outside (Ctrl-C, kill), the last moment before that. 'last-wait'
is the last moment at which a process waits.

A recording that still runs can be looked at from another terminal: the end is then what is known so far.
`;

function subcommand(program: Command, name: string): Command {
    return program
        .command(name)
        .helpOption("--help", "print this help")
        .showSuggestionAfterError(false)
        .configureHelp({ visibleArguments: documentedArguments });
}

/** "[arguments...]" needs no line of its own. */
function documentedArguments(command: Command): Command["registeredArguments"] extends readonly (infer Item)[] ? Item[] : never {
    return command.registeredArguments.filter((argument) => argument.description !== "");
}

/** Commander's message without its "error: ". */
function asSentence(error: CommanderError): string {
    const message = error.message.replace(/^error: /, "");
    return /[.?]$/.test(message) ? message : `${message}.`;
}
