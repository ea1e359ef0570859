/** The commands with their arguments, options and help. */
import { Argument, Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import { exitStatuses, usageError } from "./commandError";
import { compareCommand } from "./compareCommand";
import { completionCommand, shells, type Shell } from "./completion/completionCommand";
import { similarWord } from "./similarWord";
import { startedByFront } from "./startedByFront";
import { subcommand } from "./subcommand";
import { printText, printTextAsError } from "./terminal";
import { addTraceCommands } from "./traceCommands";
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

/** All commands, as commander runs and describes them. */
export function commandLine(): Command {
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
        .addOption(
            new Option("--payload <bytes>", "how many bytes of each read and write to keep: a number, 'all' or 'none'").default(4096),
        )
        .option("--watch-memory", "record each access to memory that processes share (slow: see the manual page)")
        .option("--no-stacks", "do not record which source line made each call (faster)")
        .addOption(
            new Option("--also <program>", "run this program too, given with its arguments as one word; may be repeated").default(
                [],
                "none",
            ),
        )
        .option("--index", "when the programs have ended, put an index into the trace, so that it opens at once (default: at a terminal)")
        .option("--no-index", "put no index into it")
        .passThroughOptions()
        .action(startedByFront);

    addTraceCommands(program);

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

    subcommand(program, "completion")
        .summary("print what a shell needs to complete our commands")
        .description("Print what bash or zsh needs to complete the commands and options of ipcscope.")
        .addArgument(new Argument("<shell>", "the shell that is to read it").choices(shells))
        .addHelpText("after", completionHelp)
        .action((shell: Shell) => completionCommand(shell, program));

    return program;
}

const completionHelp = `
  bash: add to ~/.bashrc  source <(ipcscope completion bash)
  zsh:  add to ~/.zshrc   source <(ipcscope completion zsh), after compinit
`;

/** Commander's message without its "error: ". */
function asSentence(error: CommanderError): string {
    const message = error.message.replace(/^error: /, "");
    return /[.?]$/.test(message) ? message : `${message}.`;
}
