/** The variables that stand in the frame of a function, as long as the compiler keeps them there (without -O). */
import { ByteCursor } from "./byteCursor";
import { attributes, tags } from "./constants";
import { childrenOf, readEntry, type DebugInformation, type Entry } from "./debugInformation";
import { nameOf, type Types } from "./types";

export interface LocalVariable {
    readonly name: string;
    readonly type: Entry | undefined;
}

/** DW_OP_fbreg; what a frame's variables are counted from: DW_OP_call_frame_cfa, or DW_OP_reg6, rbp, which is pushed below the return address. */
const [frameOperation, callFrameOperation, framePointerOperation] = [0x91, 0x9c, 0x56];
const framePointerDistance = -16;
const functionScopes: ReadonlySet<number> = new Set([tags.namespace, tags.structure, tags.class]);

/** The variable in scope at that address of code, so many bytes from the frame's CFA. Throws a RangeError when the information is damaged. */
export function localVariableAt(information: DebugInformation, types: Types, code: bigint, distance: number): LocalVariable | undefined {
    for (const unit of information.unitsAt(code)) {
        const root = readEntry(unit, unit.first);
        const found = root === undefined ? undefined : functionAt(root, code);
        const base = found === undefined ? undefined : baseOf(found);
        if (found !== undefined) return base === undefined ? undefined : variableIn(found, types, code, distance - base);
    }
    return undefined;
}

function functionAt(scope: Entry, code: bigint): Entry | undefined {
    for (const entry of childrenOf(scope)) {
        if (entry.tag === tags.subprogram && contains(entry, code)) return entry;
        const inner = functionScopes.has(entry.tag) ? functionAt(entry, code) : undefined;
        if (inner !== undefined) return inner;
    }
    return undefined;
}

/** DW_AT_high_pc is an address, or how many bytes there are. */
function contains({ values }: Entry, code: bigint): boolean {
    const [low, high] = [values.get(attributes.lowPc), values.get(attributes.highPc)];
    if (typeof low !== "bigint" || low > code) return false;
    return typeof high === "number" ? code < low + BigInt(high) : typeof high === "bigint" && code < high;
}

/** From the CFA; undefined: not known. */
function baseOf({ values }: Entry): number | undefined {
    const base = values.get(attributes.frameBase);
    if (!(base instanceof Uint8Array) || base.length !== 1) return undefined;
    return base[0] === callFrameOperation ? 0 : base[0] === framePointerOperation ? framePointerDistance : undefined;
}

/** That of the innermost block. */
function variableIn(scope: Entry, types: Types, code: bigint, offset: number): LocalVariable | undefined {
    let found: LocalVariable | undefined;
    for (const entry of childrenOf(scope)) {
        if (entry.tag === tags.lexicalBlock && contains(entry, code)) {
            const inner = variableIn(entry, types, code, offset);
            if (inner !== undefined) return inner;
        }
        const isVariable = entry.tag === tags.variable || entry.tag === tags.formalParameter;
        const name = isVariable && offsetOf(entry) === offset ? nameOf(entry) : undefined;
        if (name !== undefined) found = { name, type: types.typeOf(entry) };
    }
    return found;
}

function offsetOf({ values }: Entry): number | undefined {
    const expression = values.get(attributes.location);
    if (!(expression instanceof Uint8Array) || expression[0] !== frameOperation) return undefined;
    const cursor = new ByteCursor(expression, 1);
    const offset = cursor.signedVariable();
    return cursor.at === expression.length ? offset : undefined;
}
