/** From what the user wants to run to the command lines that are run. */
import { access, stat } from "node:fs/promises";
import { compile, isCSource } from "./compile";
import type { LaunchClient } from "./launchClient";
import type { LaunchConfiguration } from "./launchConfiguration";
import { sourceMissing, workingDirectoryMissing } from "./messages";
import { isNode, isNodeSource, typeScriptOptions } from "./nodeProgram";

/** What is to be run, each with its arguments. */
export type Programs = readonly (readonly [string, ...string[]])[];

/** Compiles what is to be compiled: the command lines to run. Throws a UserError. */
export async function preparePrograms(configuration: LaunchConfiguration, client: LaunchClient, cancelled: AbortSignal): Promise<Programs> {
    const directory = await stat(configuration.cwd).catch(() => undefined);
    if (directory?.isDirectory() !== true) throw workingDirectoryMissing(configuration.cwd);
    const programs: Programs[number][] = [];
    for (const { program, args } of configuration.programs) {
        const { executable: runtime } = configuration.runtime;
        if (program === null || isNodeSource(program) || runtime !== undefined) {
            programs.push([...(await byRuntime(program, configuration)), ...args]);
            continue;
        }
        const executable = isCSource(program)
            ? await compile({
                  source: program,
                  compiler: configuration.compiler,
                  arguments: configuration.compilerArguments,
                  cancelled,
                  report: (spoke) => client.tell("ipcscope.diagnostics", spoke),
              })
            : program;
        programs.push([executable, ...args]);
    }
    return programs;
}

async function byRuntime(program: string | null, { runtime, cwd }: LaunchConfiguration): Promise<readonly [string, ...string[]]> {
    const { executable = "node", args } = runtime;
    if (program === null) return [executable, ...args];
    await access(program).catch(() => {
        throw sourceMissing(program);
    });
    const options = isNode(executable) ? await typeScriptOptions(program, executable, cwd) : [];
    return [executable, ...args, ...options, program];
}
