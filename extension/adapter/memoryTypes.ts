/** At a stop: through which variables the program sees memory that others may have, too, and what stands where in it. */
import type { IGDBBackend } from "cdt-gdb-adapter";
import type { MemoryField, MemorySeen } from "../protocol/customEvents";
import { variablesLikePointers } from "./programVariables";
import { sharedMappings, type AddressRange } from "./sharedMappings";
import { TypeLayout, type GdbAnswers } from "./typeLayout";

interface GdbVariable {
    readonly name: string;
    readonly type?: string;
    readonly value?: string;
}

/** Of the stack. */
const framesLookedAt = 4;
/** Variables of files. */
const mostGlobals = 100;

/** "struct ring *" with where it leads. */
interface Pointer {
    readonly name: string;
    readonly type: string;
    readonly address: bigint;
}

export class MemoryTypes {
    private globals: readonly GdbVariable[] | undefined;
    private readonly layouts = new Map<string, Promise<readonly MemoryField[]>>();

    constructor(
        private readonly gdb: () => IGDBBackend,
        private readonly printed: GdbAnswers["printed"],
        private readonly tell: (seen: MemorySeen) => void,
    ) {}

    /** Another program, or another gdb. */
    forget(): void {
        this.globals = undefined;
        this.layouts.clear();
    }

    /** A process that goes on meanwhile is looked at when it stops again. */
    async look(pid: number, thread: number): Promise<void> {
        const shared = await sharedMappings(pid);
        if (shared.length === 0) return;
        const told = new Set<string>();
        for (const { name, type, address } of await this.pointers(pid, shared, thread)) {
            const fields = await this.layoutOf(type, address).catch(() => []);
            const key = `${address} ${type}`;
            if (fields.length === 0 || told.has(key)) continue;
            told.add(key);
            this.tell({ pid, address: `0x${address.toString(16)}`, variable: name, type, fields });
        }
    }

    private layoutOf(type: string, address: bigint): Promise<readonly MemoryField[]> {
        let layout = this.layouts.get(type);
        if (layout === undefined) {
            layout = TypeLayout.of({ gdb: this.gdb(), printed: this.printed }, type, address);
            this.layouts.set(type, layout);
            layout.catch(() => this.layouts.delete(type));
        }
        return layout;
    }

    private async pointers(pid: number, shared: readonly AddressRange[], thread: number): Promise<readonly Pointer[]> {
        const variables = [...(await this.locals(thread)), ...(await this.valuesOfGlobals(pid))];
        return variables.flatMap(({ name, type = "", value = "" }) => {
            const pointee = pointeeOf(type);
            const [hexadecimal] = /0x[0-9a-f]+/.exec(value) ?? [];
            if (pointee === null || hexadecimal === undefined) return [];
            const address = BigInt(hexadecimal);
            return shared.some(({ from, to }) => from <= address && address < to) ? [{ name, type: pointee, address }] : [];
        });
    }

    private async locals(thread: number): Promise<readonly GdbVariable[]> {
        const found: GdbVariable[] = [];
        for (let frame = 0; frame < framesLookedAt; frame++) {
            const answer = await this.gdb()
                .sendCommand<{ variables: readonly GdbVariable[] }>(
                    `-stack-list-variables --thread ${thread} --frame ${frame} --skip-unavailable --simple-values`,
                )
                .catch(() => undefined);
            if (answer === undefined) break;
            found.push(...answer.variables);
        }
        return found;
    }

    private async valuesOfGlobals(pid: number): Promise<readonly GdbVariable[]> {
        this.globals ??= await this.findGlobals(pid);
        const values: GdbVariable[] = [];
        for (const { name, type } of this.globals) {
            const answer = await this.gdb()
                .sendCommand<{ value: string }>(`-data-evaluate-expression ${JSON.stringify(name)}`)
                .catch(() => undefined);
            if (answer !== undefined) values.push({ name, ...(type !== undefined && { type }), value: answer.value });
        }
        return values;
    }

    /** Pointers of the program's own files. */
    private async findGlobals(pid: number): Promise<readonly GdbVariable[]> {
        const found: GdbVariable[] = [];
        for (const name of (await variablesLikePointers(pid)).slice(0, mostGlobals)) {
            const type = await this.typeOf(name).catch(() => "");
            if (pointeeOf(type) !== null) found.push({ name, type });
        }
        return found;
    }

    private async typeOf(variable: string): Promise<string> {
        const created = await this.gdb().sendCommand<{ name: string; type?: string }>(`-var-create - * ${JSON.stringify(variable)}`);
        await this.gdb().sendCommand(`-var-delete ${created.name}`);
        return created.type ?? "";
    }
}

/** "struct ring" for "struct ring *"; null for what leads to no data, to bytes of no type, or to text. */
export function pointeeOf(type: string): string | null {
    const bare = type
        .replace(/\b(?:volatile|const|restrict)\b/g, "")
        .replaceAll(/\s+/g, " ")
        .trim();
    const pointee = /^([^()[\]]+?) ?\*$/.exec(bare)?.[1]?.trim();
    return pointee === undefined || /^(?:void|(?:un)?(?:signed )?char|u?int8_t)$/.test(pointee) ? null : pointee;
}
