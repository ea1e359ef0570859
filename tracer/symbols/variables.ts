/** Which variables of a program lie at the places that a trace has recorded, or lead from there to a place (docs/trace-format.md, type 10). */
import { baseName } from "../model/baseName";
import { numberModule, type ModuleRecord, type StackFrame } from "../trace/record";
import { readElfFile, type ElfFile } from "./elfFile";
import { ProgramVariables } from "./programVariables";
import { isRuntimeFile } from "./runtimeStack";
import type { Variable } from "./sourceLookup";

interface Program {
    readonly path: string;
    readonly elf: ElfFile;
    /** Read when the first place comes that is in its memory. */
    variables: Promise<ProgramVariables> | undefined;
}

export class Variables {
    private readonly programs = new Map<number, ModuleRecord | Promise<Program | undefined>>();
    private readonly found = new Map<number, Variable>();

    addModule(record: ModuleRecord): void {
        this.programs.set(record.id, record);
    }

    async prepare(stacks: ReadonlyMap<number, readonly StackFrame[]>): Promise<void> {
        for (const [id, [place, ...numbers]] of stacks) {
            if (place === undefined || !numbers.every(({ module }) => module === numberModule)) continue;
            const variable = await this.variableAt(
                place,
                numbers.map(({ offset }) => Number(BigInt.asIntN(64, offset))),
            );
            if (variable !== undefined) this.found.set(id, variable);
        }
    }

    variableOf(stackId: number): Variable | undefined {
        return this.found.get(stackId);
    }

    private async variableAt({ module, offset }: StackFrame, [within, distance]: readonly number[]): Promise<Variable | undefined> {
        const program = await this.programOf(module);
        const address = distance === undefined ? program?.elf.variableAddress(offset) : program?.elf.virtualAddress(offset);
        if (program === undefined || address === undefined) return undefined;
        program.variables ??= ProgramVariables.of(program.path, program.elf);
        const variables = await program.variables;
        if (within === undefined) return variables.at(address);
        return distance === undefined
            ? variables.throughPointerAt(address, within)
            : variables.throughLocalPointer(address, distance, within);
    }

    private programOf(module: number): Promise<Program | undefined> {
        const known = this.programs.get(module);
        if (known === undefined || known instanceof Promise) return known ?? Promise.resolve(undefined);
        const program = openProgram(known);
        this.programs.set(module, program);
        return program;
    }
}

/** Not a library: another may have come to where one was; and no runtime. */
async function openProgram({ path, buildId }: ModuleRecord): Promise<Program | undefined> {
    if (isRuntimeFile(path)) return undefined;
    const elf = await readElfFile(path);
    const isTheSame = elf?.isProgram === true && elf.buildId === buildId && !/\.so(\.|$)/.test(baseName(path));
    return isTheSame ? { path, elf, variables: undefined } : undefined;
}
