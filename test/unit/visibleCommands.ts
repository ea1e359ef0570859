import type { Command } from "commander";
import { commandLine } from "../../tracer/cli/commandLine";

/** Those of the help; the others are for ourselves. */
export function visibleCommands(): readonly Command[] {
    const program = commandLine();
    return program.createHelp().visibleCommands(program);
}
