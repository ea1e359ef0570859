/** `ipcscope completion`: what a shell is to read so that it completes our commands. */
import type { Command } from "commander";
import { printText } from "../terminal";
import { bashCompletion } from "./bash";
import { describedCommands, describedOptions } from "./describedCommand";
import { zshCompletion } from "./zsh";

export const shells = ["bash", "zsh"] as const;
export type Shell = (typeof shells)[number];

export function completionCommand(shell: Shell, program: Command): void {
    printText(completion(shell, program));
}

export function completion(shell: Shell, program: Command): string {
    const script = shell === "bash" ? bashCompletion : zshCompletion;
    return script(describedCommands(program), describedOptions(program));
}
