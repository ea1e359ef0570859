/** The entries of .debug_info (DWARF 2 to 5, chapter 7.5), read where they are asked for. */
import type { ElfFile } from "../elfFile";
import { readDebugSection } from "./debugSection";
import { readAbbreviations, type Abbreviation } from "./abbreviations";
import { readAddressRanges, type AddressRanges } from "./addressRanges";
import { ByteCursor } from "./byteCursor";
import { attributes } from "./constants";
import { readForm, type DebugSections, type FormContext, type Value } from "./forms";

export interface Entry {
    readonly offset: number;
    readonly tag: number;
    readonly hasChildren: boolean;
    /** Where its children begin, or what follows it. */
    readonly end: number;
    readonly unit: Unit;
    readonly values: ReadonlyMap<number, Value>;
}

export interface Unit extends FormContext {
    /** Where its first entry, which tells of the unit itself, begins. */
    readonly first: number;
    readonly end: number;
    readonly abbreviations: ReadonlyMap<number, Abbreviation>;
}

/** DW_UT_compile, DW_UT_partial. */
const plainUnits: ReadonlySet<number> = new Set([1, 3]);
const nothing = new Uint8Array();

export class DebugInformation {
    readonly units: readonly Unit[];

    private constructor(
        sections: DebugSections,
        private readonly ranges: AddressRanges,
    ) {
        this.units = [...unitsOf(sections)];
    }

    /** Undefined: the file has none, or too much, or it stands in another file, or it is damaged. */
    static async of(path: string, elf: ElfFile): Promise<DebugInformation | undefined> {
        const names = [
            ".debug_info",
            ".debug_abbrev",
            ".debug_str",
            ".debug_line_str",
            ".debug_str_offsets",
            ".debug_addr",
            ".debug_aranges",
        ];
        const sections = await Promise.all(names.map((name) => readDebugSection(path, elf, name)));
        const [info, abbrev, str = nothing, lineStr = nothing, strOffsets = nothing, addr = nothing, aranges = nothing] = sections;
        if (info === undefined || abbrev === undefined) return undefined;
        try {
            return new DebugInformation({ info, abbrev, str, lineStr, strOffsets, addr }, readAddressRanges(aranges));
        } catch (error) {
            if (error instanceof RangeError) return undefined;
            throw error;
        }
    }

    /** Those that may have code there: all but those of which it is told where their code is. */
    unitsAt(code: bigint): readonly Unit[] {
        return this.units.filter(({ start }) => this.ranges.get(start)?.some(({ from, to }) => from <= code && code < to) !== false);
    }

    entryAt(offset: number): Entry | undefined {
        const unit = this.units.find(({ first, end }) => first <= offset && offset < end);
        return unit === undefined ? undefined : readEntry(unit, offset);
    }
}

function* unitsOf(sections: DebugSections): Generator<Unit> {
    for (let start = 0; start < sections.info.length;) {
        const cursor = new ByteCursor(sections.info, start);
        const end = cursor.unsigned(4) + cursor.at;
        const version = cursor.unsigned(2);
        const type = version >= 5 ? cursor.unsigned(1) : 1;
        if (version >= 5) cursor.skip(1);
        const abbreviations = cursor.unsigned(4);
        if (version < 5) cursor.skip(1);
        if (end > sections.info.length || version < 2 || version > 5) throw new RangeError("unit");
        if (plainUnits.has(type)) {
            const bare = { sections, version, start, strOffsetsBase: 0, addrBase: 0, first: cursor.at, end };
            yield withBases({ ...bare, abbreviations: readAbbreviations(sections.abbrev, abbreviations) });
        }
        start = end;
    }
}

/** The unit's own entry tells where its texts and addresses begin. */
function withBases(unit: Unit): Unit {
    const base = (attribute: number): number => {
        const value = readEntry(unit, unit.first)?.values.get(attribute);
        return typeof value === "number" ? value : 0;
    };
    return { ...unit, strOffsetsBase: base(attributes.strOffsetsBase), addrBase: base(attributes.addrBase) };
}

/** Undefined: the end of a list of children. Throws a RangeError where the section is damaged; so do the others. */
export function readEntry(unit: Unit, offset: number): Entry | undefined {
    const cursor = new ByteCursor(unit.sections.info, offset);
    const code = cursor.variable();
    if (code === 0) return undefined;
    const abbreviation = unit.abbreviations.get(code);
    if (abbreviation === undefined) throw new RangeError("abbreviation");
    const values = new Map<number, Value>();
    for (const { attribute, form, constant } of abbreviation.attributes) {
        values.set(attribute, readForm(form, constant, cursor, unit));
    }
    return { offset, tag: abbreviation.tag, hasChildren: abbreviation.hasChildren, end: cursor.at, unit, values };
}

export function* childrenOf(entry: Entry): Generator<Entry> {
    if (!entry.hasChildren) return;
    for (let at = entry.end; ;) {
        const child = readEntry(entry.unit, at);
        if (child === undefined) return;
        yield child;
        at = behind(child);
    }
}

/** Where the next entry of the same list begins. */
function behind(entry: Entry): number {
    const sibling = entry.values.get(attributes.sibling);
    if (!entry.hasChildren) return entry.end;
    if (typeof sibling === "number" && sibling > entry.offset) return sibling;
    let at = entry.end;
    for (let child = readEntry(entry.unit, at); child !== undefined; child = readEntry(entry.unit, at)) at = behind(child);
    return at + 1;
}
