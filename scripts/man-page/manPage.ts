/** The manual page: a text written by hand, with the commands and options as commander knows them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { version } from "../../package.json";
import { commandLine } from "../../tracer/cli/commandLine";

/** In the format of man(7). */
export function manPage(): string {
    const text = readFileSync(path.join(__dirname, "ipcscope.1.in"), "utf8");
    const program = commandLine();
    const commands = program.createHelp().visibleCommands(program);
    return text
        .replace("@VERSION@", version)
        .replace("@SYNOPSIS@\n", () => commands.map(synopsis).join(".br\n"))
        .replace("@COMMANDS@\n", () => commands.map(description).join(""));
}

function synopsis(command: Command): string {
    return `.B ipcscope ${roff(command.name())}\n${roff(command.usage())}\n`;
}

function description(command: Command): string {
    const help = command.createHelp();
    const options = help.visibleOptions(command).filter(({ long }) => long !== "--help");
    const described = options.map((option) => `.TP\n.B ${roff(help.optionTerm(option))}\n${line(help.optionDescription(option))}`);
    const indented = described.length === 0 ? "" : `.RS\n${described.join("")}.RE\n`;
    return `.SS ${roff(`${command.name()} ${command.usage()}`)}\n${line(command.description())}${indented}`;
}

function line(text: string): string {
    const begun = text.charAt(0).toUpperCase() + text.slice(1);
    return `${roff(begun.endsWith(".") ? begun : `${begun}.`)}\n`;
}

/** Text as groff(7) takes it: an option's hyphens are ASCII's, so that they can be copied, and so are quotes. */
function roff(text: string): string {
    const escaped = text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("'", "\\(aq");
    return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
