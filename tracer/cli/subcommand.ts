/** What all commands have in common. */
import type { Command } from "commander";

export function subcommand(program: Command, name: string): Command {
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
