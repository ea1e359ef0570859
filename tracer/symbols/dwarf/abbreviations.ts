/** Which attributes an entry has, and in which forms (DWARF 5, 7.5.3). */
import { ByteCursor } from "./byteCursor";

export interface Abbreviation {
    readonly tag: number;
    readonly hasChildren: boolean;
    readonly attributes: readonly AttributeForm[];
}

interface AttributeForm {
    readonly attribute: number;
    readonly form: number;
    /** DW_FORM_implicit_const: the value itself. */
    readonly constant: number;
}

const implicitConstant = 0x21;

/** By their codes. */
export function readAbbreviations(section: Uint8Array, offset: number): ReadonlyMap<number, Abbreviation> {
    const cursor = new ByteCursor(section, offset);
    const found = new Map<number, Abbreviation>();
    for (let code = cursor.variable(); code !== 0; code = cursor.variable()) {
        const tag = cursor.variable();
        const hasChildren = cursor.unsigned(1) !== 0;
        const attributes: AttributeForm[] = [];
        for (;;) {
            const [attribute, form] = [cursor.variable(), cursor.variable()];
            const constant = form === implicitConstant ? cursor.signedVariable() : 0;
            if (attribute === 0 && form === 0) break;
            attributes.push({ attribute, form, constant });
        }
        found.set(code, { tag, hasChildren, attributes });
    }
    return found;
}
