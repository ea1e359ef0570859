/** How the value of an attribute stands in its entry (DWARF 5, 7.5.6). */
import { ByteCursor } from "./byteCursor";

/** A number: a constant, or an offset in .debug_info; a bigint: an address; bytes: an expression or a block. Undefined: it stands elsewhere. */
export type Value = number | bigint | string | Uint8Array | undefined;

export interface DebugSections {
    readonly info: Uint8Array;
    readonly abbrev: Uint8Array;
    readonly str: Uint8Array;
    readonly lineStr: Uint8Array;
    readonly strOffsets: Uint8Array;
    readonly addr: Uint8Array;
}

/** Of a unit, what its forms depend on. */
export interface FormContext {
    readonly sections: DebugSections;
    readonly version: number;
    /** Where the unit begins: references count from there. */
    readonly start: number;
    /** 0: not known; so is the next. */
    readonly strOffsetsBase: number;
    readonly addrBase: number;
}

type Reader = (cursor: ByteCursor, context: FormContext) => Value;

/** Lengths and offsets of the 32-bit format, and addresses of x86-64. */
const [offsetSize, addressSize] = [4, 8];

const constant =
    (size: number): Reader =>
    (cursor) =>
        cursor.unsigned(size);
const block =
    (size: number): Reader =>
    (cursor) =>
        cursor.block(cursor.unsigned(size));
const skipped =
    (size: number): Reader =>
    (cursor) =>
        cursor.skip(size);
const variable: Reader = (cursor) => cursor.variable();
const variableBlock: Reader = (cursor) => cursor.block(cursor.variable());
const skippedVariable: Reader = (cursor) => void cursor.variable();
const reference =
    (size: number): Reader =>
    (cursor, { start }) =>
        start + cursor.unsigned(size);
const textIn =
    (section: "str" | "lineStr"): Reader =>
    (cursor, { sections }) =>
        new ByteCursor(sections[section], cursor.unsigned(offsetSize)).text();
const indexedText =
    (size: number | null): Reader =>
    (cursor, { sections, strOffsetsBase }) => {
        const index = size === null ? cursor.variable() : cursor.unsigned(size);
        if (strOffsetsBase === 0) return undefined;
        const offset = new ByteCursor(sections.strOffsets, strOffsetsBase + index * offsetSize).unsigned(offsetSize);
        return new ByteCursor(sections.str, offset).text();
    };
const indexedAddress =
    (size: number | null): Reader =>
    (cursor, context) =>
        addressAt(context, size === null ? cursor.variable() : cursor.unsigned(size));

/** .debug_addr (DWARF 5, 7.27). Undefined: the unit has not told yet where its addresses begin. */
export function addressAt({ sections, addrBase }: FormContext, index: number): bigint | undefined {
    if (addrBase === 0) return undefined;
    return BigInt(new ByteCursor(sections.addr, addrBase + index * addressSize).unsigned(addressSize));
}

const readers: Readonly<Record<number, Reader>> = {
    0x01: (cursor) => BigInt(cursor.unsigned(addressSize)),
    0x03: block(2),
    0x04: block(4),
    0x05: constant(2),
    0x06: constant(4),
    0x07: constant(8),
    0x08: (cursor) => cursor.text(),
    0x09: variableBlock,
    0x0a: block(1),
    0x0b: constant(1),
    0x0c: constant(1),
    0x0d: (cursor) => cursor.signedVariable(),
    0x0e: textIn("str"),
    0x0f: variable,
    // DW_FORM_ref_addr counts from the beginning of the section; in DWARF 2 it has the size of an address.
    0x10: (cursor, { version }) => cursor.unsigned(version === 2 ? addressSize : offsetSize),
    0x11: reference(1),
    0x12: reference(2),
    0x13: reference(4),
    0x14: reference(8),
    0x15: (cursor, { start }) => start + cursor.variable(),
    0x17: constant(offsetSize),
    0x18: variableBlock,
    0x19: () => 1,
    0x1a: indexedText(null),
    0x1b: indexedAddress(null),
    // What another file has: DW_FORM_ref_sup4, strp_sup, ref_sup8; ref_sig8 names a type of another unit.
    0x1c: skipped(4),
    0x1d: skipped(offsetSize),
    0x1e: (cursor) => cursor.block(16),
    0x1f: textIn("lineStr"),
    0x20: skipped(8),
    0x22: skippedVariable,
    0x23: skippedVariable,
    0x24: skipped(8),
    0x25: indexedText(1),
    0x26: indexedText(2),
    0x27: indexedText(3),
    0x28: indexedText(4),
    0x29: indexedAddress(1),
    0x2a: indexedAddress(2),
    0x2b: indexedAddress(3),
    0x2c: indexedAddress(4),
    // Of DWARF 4 with extensions of GNU: where dwz(1) or -gsplit-dwarf have put it into another file.
    0x1f01: skippedVariable,
    0x1f02: skippedVariable,
    0x1f20: skipped(offsetSize),
    0x1f21: skipped(offsetSize),
};

const [indirect, implicitConstant] = [0x16, 0x21];

/** `known`: of DW_FORM_implicit_const. Throws a RangeError for a form that nobody knows. */
export function readForm(form: number, known: number, cursor: ByteCursor, context: FormContext): Value {
    if (form === implicitConstant) return known;
    const actual = form === indirect ? cursor.variable() : form;
    const reader = readers[actual];
    if (reader === undefined) throw new RangeError(`form ${actual}`);
    return reader(cursor, context);
}
