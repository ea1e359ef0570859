/** Which variable of a program lies at a place in its memory, by its debug information, else by its table of symbols. */
import { baseName } from "../model/baseName";
import type { ModuleRecord, StackFrame } from "../trace/record";
import { readSymbols } from "./elfSymbols";
import { DebugInformation } from "./dwarf/debugInformation";
import { staticVariables, type StaticVariable } from "./dwarf/staticVariables";
import { Types } from "./dwarf/types";
import { readElfFile, type ElfFile } from "./elfFile";
import type { Variable } from "./sourceLookup";

type FindVariable = (address: number) => Variable | undefined;

interface Program {
    readonly elf: ElfFile;
    /** Read when the first place comes that is in its memory. */
    find: Promise<FindVariable> | undefined;
}

/** What pthread.h, semaphore.h and threads.h tell programs not to look into. */
const opaque = /^(pthread_(mutex|cond|rwlock|barrier|spinlock)_t|sem_t|mtx_t|cnd_t)$/;

export class Variables {
    private readonly modules = new Map<number, ModuleRecord>();
    private readonly programs = new Map<number, Promise<Program | undefined>>();
    private readonly found = new Map<number, Variable>();

    addModule(record: ModuleRecord): void {
        this.modules.set(record.id, record);
    }

    /** Places in memory for variables are stacks of one frame. */
    async prepare(stacks: ReadonlyMap<number, readonly StackFrame[]>): Promise<void> {
        for (const [id, frames] of stacks) {
            const [place] = frames;
            const variable = place === undefined || frames.length > 1 ? undefined : await this.variableAt(place);
            if (variable !== undefined) this.found.set(id, variable);
        }
    }

    variableOf(stackId: number): Variable | undefined {
        return this.found.get(stackId);
    }

    private async variableAt({ module, offset }: StackFrame): Promise<Variable | undefined> {
        const program = await this.programOf(module);
        const address = program?.elf.variableAddress(offset);
        const record = this.modules.get(module);
        if (program === undefined || address === undefined || record === undefined) return undefined;
        program.find ??= findIn(record.path, program.elf);
        return (await program.find)(Number(address));
    }

    /** Not of libraries: another may have come to where one was. */
    private programOf(module: number): Promise<Program | undefined> {
        const record = this.modules.get(module);
        if (record === undefined) return Promise.resolve(undefined);
        const program = this.programs.get(module) ?? openProgram(record);
        this.programs.set(module, program);
        return program;
    }
}

async function openProgram({ path, buildId }: ModuleRecord): Promise<Program | undefined> {
    const elf = await readElfFile(path);
    return elf?.isProgram === true && elf.buildId === buildId && !/\.so(\.|$)/.test(baseName(path)) ? { elf, find: undefined } : undefined;
}

async function findIn(path: string, elf: ElfFile): Promise<FindVariable> {
    const described = await describedVariables(path, elf);
    const symbols = (await readSymbols(path, elf, "all")) ?? [];
    return (address) => {
        const variable = described?.(address);
        if (variable !== undefined) return variable;
        const symbol = symbols.find((each) => each.isVariable && each.address <= address && BigInt(address) < each.address + each.length);
        // Those of C++ stand there in a form that nobody reads; a static one of a function has a number behind its name.
        if (symbol === undefined || /^_Z/.test(symbol.name)) return undefined;
        const within = BigInt(address) - symbol.address;
        return { name: `${symbol.name.replace(/\.\d+$/, "")}${within === 0n ? "" : `+0x${within.toString(16)}`}`, type: null };
    };
}

async function describedVariables(path: string, elf: ElfFile): Promise<FindVariable | undefined> {
    const information = await DebugInformation.of(path, elf);
    if (information === undefined) return undefined;
    const types = new Types(information);
    return orUndefined(() => {
        const variables = staticVariables(information, types);
        return (address) => orUndefined(() => partOf(variables, types, address));
    });
}

function partOf(variables: readonly StaticVariable[], types: Types, address: number): Variable | undefined {
    for (const { name, address: start, type } of variables) {
        const size = types.sizeOf(type);
        if (size === undefined || address < start || address >= start + size) continue;
        const part = types.partAt(type, address - start, (each) => opaque.test(each));
        if (part !== undefined) return { name: `${name}${/^(\[|$)/.test(part.path) ? "" : "."}${part.path}`, type: part.type };
    }
    return undefined;
}

/** What is damaged is not known. */
function orUndefined<Answer>(ask: () => Answer): Answer | undefined {
    try {
        return ask();
    } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
    }
}
