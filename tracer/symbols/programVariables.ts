/** Which variable of a program lies somewhere, or leads there, by its debug information, else by its table of symbols. */
import { DebugInformation } from "./dwarf/debugInformation";
import { localVariableAt } from "./dwarf/localVariables";
import { staticVariables, type StaticVariable } from "./dwarf/staticVariables";
import { Types } from "./dwarf/types";
import type { ElfFile } from "./elfFile";
import { readSymbols, type ElfSymbol } from "./elfSymbols";
import type { Variable } from "./sourceLookup";

/** What pthread.h, semaphore.h and threads.h tell programs not to look into. */
const opaque = /^(pthread_(mutex|cond|rwlock|barrier|spinlock)_t|sem_t|mtx_t|cnd_t)$/;

interface Described {
    readonly information: DebugInformation;
    readonly types: Types;
}

/** A program may have a hundred thousand symbols (Node has): what nobody asks for is not read. */
export class ProgramVariables {
    private statics: readonly StaticVariable[] | undefined;
    private symbols: Promise<readonly ElfSymbol[]> | undefined;

    private constructor(
        private readonly path: string,
        private readonly elf: ElfFile,
        private readonly described: Described | undefined,
    ) {}

    static async of(path: string, elf: ElfFile): Promise<ProgramVariables> {
        const information = await DebugInformation.of(path, elf);
        return new ProgramVariables(path, elf, information && { information, types: new Types(information) });
    }

    /** "table.forks[2]" */
    async at(address: bigint): Promise<Variable | undefined> {
        const described = orUndefined(() => this.describedAt(address));
        if (described !== undefined) return described;
        this.symbols ??= readSymbols(this.path, this.elf, "all").then((all = []) => all.filter(({ isVariable }) => isVariable));
        return symbolAt(await this.symbols, address);
    }

    /** "shared->lock", "*lock": through the pointer that lies at the address. `within`: so many bytes behind the place to which it leads. */
    throughPointerAt(address: bigint, within: number): Variable | undefined {
        const { described } = this;
        if (described === undefined) return undefined;
        const pointer = this.staticVariables(described).find((each) => each.address === address);
        return pointer && orUndefined(() => this.pointedAt(pointer, within));
    }

    /**
     * The same through a variable of the function in which the code stands, so many bytes from its CFA; no pointer to the word alone, which
     * other functions have other names for.
     */
    throughLocalPointer(code: bigint, distance: number, within: number): Variable | undefined {
        const { described } = this;
        if (described === undefined) return undefined;
        return orUndefined(() => {
            const pointer = localVariableAt(described.information, described.types, code, distance);
            const found = pointer && this.pointedAt(pointer, within);
            return found?.name.startsWith("*") === true ? undefined : found;
        });
    }

    private describedAt(address: bigint): Variable | undefined {
        if (this.described === undefined) return undefined;
        const { types } = this.described;
        for (const { name, address: start, type } of this.staticVariables(this.described)) {
            const size = types.sizeOf(type);
            if (size === undefined || address < start || address >= start + BigInt(size)) continue;
            const part = types.partAt(type, Number(address - start), isOpaque);
            if (part !== undefined) return { name: `${name}${/^(\[|$)/.test(part.path) ? "" : "."}${part.path}`, type: part.type };
        }
        return undefined;
    }

    private pointedAt({ name, type }: Pick<StaticVariable, "name" | "type">, within: number): Variable | undefined {
        const target = this.described?.types.targetOf(type);
        const size = this.described?.types.sizeOf(target);
        if (target === undefined || size === undefined || within >= size) return undefined;
        const part = this.described?.types.partAt(target, within, isOpaque);
        if (part === undefined || part.path.startsWith("[")) return undefined;
        return { name: part.path === "" ? `*${name}` : `${name}->${part.path}`, type: part.type };
    }

    private staticVariables({ information, types }: Described): readonly StaticVariable[] {
        this.statics ??= orUndefined(() => staticVariables(information, types)) ?? [];
        return this.statics;
    }
}

function symbolAt(symbols: readonly ElfSymbol[], address: bigint): Variable | undefined {
    const symbol = symbols.find((each) => each.address <= address && address < each.address + each.length);
    // Those of C++ stand there in a form that nobody reads; a static one of a function has a number behind its name.
    if (symbol === undefined || /^_Z/.test(symbol.name)) return undefined;
    const within = address - symbol.address;
    return { name: `${symbol.name.replace(/\.\d+$/, "")}${within === 0n ? "" : `+0x${within.toString(16)}`}`, type: null };
}

function isOpaque(type: string): boolean {
    return opaque.test(type);
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
