/** The variables of a program that have their place from its beginning on: those of files, and static ones of functions. */
import { ByteCursor } from "./byteCursor";
import { attributes, tags } from "./constants";
import { childrenOf, readEntry, type DebugInformation, type Entry } from "./debugInformation";
import { addressAt } from "./forms";
import { nameOf, type Types } from "./types";

export interface StaticVariable {
    /** With its namespaces: "net::lock". */
    readonly name: string;
    readonly address: bigint;
    readonly type: Entry | undefined;
}

/** DW_OP_addr; DW_OP_addrx. */
const [addressOperation, indexedOperation] = [0x03, 0xa1];
const addressLength = 8;
/** Where variables stand. */
const scopes: ReadonlySet<number> = new Set([
    tags.namespace,
    tags.subprogram,
    tags.lexicalBlock,
    tags.structure,
    tags.class,
    tags.inlinedSubroutine,
]);

/** Throws a RangeError when the information is damaged. */
export function staticVariables(information: DebugInformation, types: Types): readonly StaticVariable[] {
    const found: StaticVariable[] = [];
    const visit = (scope: Entry, prefix: string): void => {
        for (const entry of childrenOf(scope)) {
            if (entry.tag === tags.variable) {
                const address = placeOf(entry);
                const declared = declarationOf(information, entry);
                const name = nameOf(entry) ?? (declared && nameOf(declared));
                const type = types.typeOf(entry) ?? (declared && types.typeOf(declared));
                if (address !== undefined && name !== undefined) found.push({ name: `${prefix}${name}`, address, type });
            } else if (scopes.has(entry.tag)) {
                visit(entry, entry.tag === tags.namespace ? `${prefix}${nameOf(entry) ?? "(anonymous namespace)"}::` : prefix);
            }
        }
    };
    for (const unit of information.units) {
        const root = readEntry(unit, unit.first);
        if (root !== undefined) visit(root, "");
    }
    return found;
}

/** A definition may leave its name and its type to its declaration. */
function declarationOf(information: DebugInformation, { values }: Entry): Entry | undefined {
    const declared = values.get(attributes.specification) ?? values.get(attributes.abstractOrigin);
    return typeof declared === "number" ? information.entryAt(declared) : undefined;
}

function placeOf({ values, unit }: Entry): bigint | undefined {
    const expression = values.get(attributes.location);
    if (!(expression instanceof Uint8Array)) return undefined;
    const cursor = new ByteCursor(expression, 1);
    if (expression[0] === addressOperation && expression.length === 1 + addressLength) return BigInt(cursor.unsigned(addressLength));
    if (expression[0] !== indexedOperation) return undefined;
    const index = cursor.variable();
    return cursor.at === expression.length ? addressAt(unit, index) : undefined;
}
