/** What stands where in a value of a type, as gdb knows it from the debug information. */
import type { IGDBBackend } from "cdt-gdb-adapter";
import type { MemoryField } from "../protocol/customEvents";

/** A child of a variable object. */
interface GdbChild {
    readonly name: string;
    readonly exp: string;
    readonly numchild: string;
    /** Absent: no member, but a group of some. */
    readonly type?: string;
}

/** More are not shown. */
const mostFields = 24;
/** Of an array of structures. */
const mostElements = 2;

/** How gdb is asked: by its machine interface, and for what it prints for a command. */
export interface GdbAnswers {
    readonly gdb: IGDBBackend;
    printed(command: string): Promise<string>;
}

export class TypeLayout {
    private readonly fields: MemoryField[] = [];
    private readonly gdb: IGDBBackend;

    private constructor(
        private readonly answers: GdbAnswers,
        private readonly address: bigint,
    ) {
        this.gdb = answers.gdb;
    }

    /** Of the value of that type at that address, the first fields. Throws gdb's reason. */
    static async of(answers: GdbAnswers, type: string, address: bigint): Promise<readonly MemoryField[]> {
        const layout = new TypeLayout(answers, address);
        const place = `*(${type} *)0x${address.toString(16)}`;
        const { name, numchild } = await answers.gdb.sendCommand<{ name: string; numchild: string }>(
            `-var-create - * ${JSON.stringify(place)}`,
        );
        try {
            if (isOpaque(type)) await layout.add("", `(${place})`, 1, "opaque");
            else if (Number(numchild) === 0) await layout.addPlain("", type, `(${place})`);
            else await layout.addChildren(name, "", await layout.bitFieldsOf(type));
        } finally {
            await answers.gdb.sendCommand(`-var-delete ${name}`);
        }
        return layout.fields;
    }

    private async addChildren(object: string, path: string, bitFields: ReadonlySet<string>): Promise<void> {
        for (const child of await this.childrenOf(object, mostFields)) {
            if (this.fields.length === mostFields) return;
            // Groups, and members without a name, whose members belong to what they are in.
            if (child.type === undefined || /^<?anonymous /.test(child.exp)) await this.addChildren(child.name, path, bitFields);
            else if (!bitFields.has(child.exp)) await this.addMember(child, `${path}${path === "" ? "" : "."}${child.exp}`, bitFields);
        }
    }

    private async addMember({ name, numchild, type = "" }: GdbChild, path: string, bitFields: ReadonlySet<string>): Promise<void> {
        const { path_expr: expression } = await this.gdb.sendCommand<{ path_expr: string }>(`-var-info-path-expression ${name}`);
        if (isOpaque(type)) {
            await this.add(path, expression, 1, "opaque");
        } else if (type.endsWith("]")) {
            await this.addArray(name, path, expression, bitFields);
        } else if (Number(numchild) > 0 && !isPointer(type)) {
            await this.addChildren(name, path, type.includes("{") ? bitFields : await this.bitFieldsOf(type));
        } else {
            await this.addPlain(path, type, expression);
        }
    }

    private async addArray(object: string, path: string, expression: string, bitFields: ReadonlySet<string>): Promise<void> {
        const [first, ...others] = await this.childrenOf(object, mostElements);
        if (first?.type === undefined) return;
        if (/\b(?:char|int8_t)\b/.test(first.type)) return this.add(path, expression, 1, "text");
        if (isOpaque(first.type)) return this.add(path, expression, await this.elementsOf(expression), "opaque");
        const isPlain = Number(first.numchild) === 0 || isPointer(first.type);
        if (isPlain) {
            return this.add(path, expression, await this.elementsOf(expression), await this.formOf(first.type));
        }
        for (const element of [first, ...others]) {
            if (this.fields.length < mostFields) await this.addMember(element, `${path}[${element.exp}]`, bitFields);
        }
    }

    private async elementsOf(array: string): Promise<number> {
        const each = await this.number(`sizeof((${array})[0])`);
        return each === 0 ? 1 : (await this.number(`sizeof(${array})`)) / each;
    }

    private async addPlain(path: string, type: string, expression: string): Promise<void> {
        await this.add(path, expression, 1, await this.formOf(type));
    }

    private async add(name: string, expression: string, count: number, form: MemoryField["form"]): Promise<void> {
        const offset = await this.number(`(unsigned long)&(${expression}) - ${this.address}UL`);
        const size = await this.number(`sizeof(${expression})`);
        this.fields.push({ name, offset, size: size / count, count, form });
    }

    private async formOf(type: string): Promise<MemoryField["form"]> {
        if (isPointer(type)) return "pointer";
        const plain = type.replace(/\b(?:volatile|const|_Atomic)\b/g, "").trim();
        const isFloat = await this.number(`((${plain})1)/2 > 0`).catch(() => 0);
        if (isFloat !== 0) return "float";
        return (await this.number(`((${plain})-1) < 0`).catch(() => 0)) === 0 ? "unsigned" : "signed";
    }

    /** Members of some bits: what stands at their address is more. */
    private async bitFieldsOf(type: string): Promise<ReadonlySet<string>> {
        const text = await this.answers.printed(`ptype ${type}`).catch(() => "");
        return new Set([...text.matchAll(/(\w+) : \d+;/g)].map(([, name = ""]) => name));
    }

    private async childrenOf(object: string, count: number): Promise<readonly GdbChild[]> {
        const { children = [] } = await this.gdb.sendCommand<{ children?: readonly (GdbChild | { readonly child: GdbChild })[] }>(
            `-var-list-children --no-values ${object} 0 ${count}`,
        );
        return children.map((child) => ("child" in child ? child.child : child));
    }

    private async number(expression: string): Promise<number> {
        const { value } = await this.gdb.sendCommand<{ value: string }>(`-data-evaluate-expression ${JSON.stringify(expression)}`);
        if (value === "true" || value === "false") return Number(value === "true");
        return Number(value);
    }
}

/** What pthread.h, semaphore.h and threads.h tell programs not to look into. */
function isOpaque(type: string): boolean {
    return /^(?:pthread_(?:mutex|cond|rwlock|barrier)_t|sem_t|mtx_t|cnd_t)$/.test(type.replace(/\b(?:volatile|const)\b/g, "").trim());
}

function isPointer(type: string): boolean {
    return (
        type
            .replace(/\b(?:volatile|const|restrict)\b/g, "")
            .trim()
            .endsWith("*") || type.includes("(*)")
    );
}
