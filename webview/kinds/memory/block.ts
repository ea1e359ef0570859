/** The bytes of memory that processes share, as a hex editor shows them, and in whose memory they are. */
import type { Contents, LastAccess } from "../../../tracer/model/kernelObject";
import type { ProcessId } from "../../../tracer/model/identities";
import type { KernelObject } from "../../../tracer/model/kindTypes";
import { plainText } from "../../../tracer/model/kinds/preview";
import { firstOf } from "../../../tracer/model/words";
import { shortAddress } from "../../card/addressText";
import type { SourceLink } from "../../card/card";
import { grouped } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import { sourceLink } from "../../card/sourceLink";
import type { Moment } from "../kind";
import { typedMemory, type FieldValue, type TypedMemory } from "./fields";

export interface Cell {
    /** "3d" */
    readonly hex: string;
    /** "=", and a dot for what cannot be printed. */
    readonly text: string;
    /** Another than at the previous stop. */
    readonly changed: boolean;
    readonly zero: boolean;
}

/** Where a process has it in its memory. */
export interface Attachment {
    readonly process: ProcessId;
    readonly color: number;
    /** "0x7f3c…1000" */
    readonly address: string;
    /** "rw-" */
    readonly protection: string;
    readonly fresh: boolean;
}

/** Who wrote or read there last. */
export interface AccessLine {
    readonly verb: "written" | "read";
    readonly process: ProcessId;
    readonly color: number;
    /** "at 16", "at 16, 1 200 times"; empty: unknown. */
    readonly where: string;
    readonly link: SourceLink | null;
}

export interface MemoryBlock {
    /** Of the first cell, in the object. */
    readonly offset: number;
    /** Null: nobody has looked, since no process has stopped. */
    readonly cells: readonly Cell[] | null;
    /** "2 bytes changed"; null: none, or there was nothing to compare with. */
    readonly changed: number | null;
    /** "p2 ran in between", of those who have it in their memory; null: nothing changed, or nobody had looked before. */
    readonly ran: string | null;
    /** Structures in it, where debug information tells of them. */
    readonly typed: readonly TypedMemory[];
    /** Known where memory is watched. */
    readonly accesses: readonly AccessLine[];
    readonly attachments: readonly Attachment[];
}

/** More are never shown. */
export const shownCells = 96;
/** What is shown begins at a multiple of this many. */
const step = 16;

export function memoryBlock({ id, contents, accessed }: KernelObject, { before, holders, layouts }: Moment): MemoryBlock {
    const since = before?.at ?? Infinity;
    const attachments = (holders.get(id)?.mappings ?? []).map(({ process, address, protection, since: made }): Attachment => ({
        process,
        color: processColor(process),
        address: shortAddress(address),
        protection: protection ?? "?",
        fresh: made > since,
    }));
    const accesses = [...accessLine("written", accessed.written), ...accessLine("read", accessed.read)];
    if (contents === null) return { offset: 0, cells: null, changed: null, ran: null, typed: [], accesses, attachments };
    const former = before?.objects.get(id)?.contents ?? null;
    const isChanged = (index: number): boolean =>
        former !== null && former.offset === contents.offset && contents.data[index] !== former.data[index];
    const changes = Array.from(contents.data.keys()).filter(isChanged);
    const start = startOf(changes, contents.data.length);
    const cells = Array.from(contents.data.subarray(start, start + shownCells), (byte, index) => cellOf(byte, isChanged(start + index)));
    const changed = changes.length === 0 ? null : changes.length;
    const ran = changed === null ? null : ranText(contents);
    const typed = (layouts.get(id) ?? []).map((layout) => typedMemory(layout, contents, former)).filter(({ fields }) => fields.length > 0);
    return { offset: contents.offset + start, cells, changed, ran, typed, accesses, attachments };
}

function accessLine(verb: AccessLine["verb"], access: LastAccess | null): readonly AccessLine[] {
    if (access === null) return [];
    const { process, offset, times, source } = access;
    const where = [...(offset === null ? [] : [`at ${grouped(offset)}`]), ...(times === 1 ? [] : [`${grouped(times)} times`])].join(", ");
    return [{ verb, process, color: processColor(process), where, link: sourceLink(source) }];
}

function ranText({ ran }: Contents): string | null {
    if (ran === null) return null;
    return ran.length === 0 ? "none of them ran in between" : `${firstOf(ran)} ran in between`;
}

/** The beginning, unless all that changed lies behind what is shown of it. */
function startOf([first = 0]: readonly number[], length: number): number {
    if (first < shownCells / 3) return 0;
    return Math.min(first - (first % step), Math.max(0, length - (length % step)));
}

function cellOf(byte: number, changed: boolean): Cell {
    return { hex: byte.toString(16).padStart(2, "0"), text: plainText(Uint8Array.of(byte)), changed, zero: byte === 0 };
}

const lineCells = 16;

/** For golden tests: "0000  63 6f …  co", with brackets around what changed. */
export function blockLines({ offset, cells, ran, typed, accesses, attachments }: MemoryBlock): readonly string[] {
    const used = (cells ?? []).findLastIndex(({ zero, changed }) => !zero || changed) + 1;
    const rows = Array.from({ length: Math.ceil(used / lineCells) }, (_, row) => {
        const line = (cells ?? []).slice(row * lineCells, (row + 1) * lineCells);
        const hex = line.map((cell) => (cell.changed ? `[${cell.hex}]` : cell.hex)).join(" ");
        return `    ${(offset + row * lineCells).toString(16).padStart(4, "0")}  ${hex}  ${line.map(({ text }) => text).join("")}`;
    });
    return [
        ...rows,
        ...typed.flatMap(({ title, fields }) => [`    ${title}`, ...fields.map(fieldLine)]),
        ...(ran === null ? [] : [`    ${ran}`]),
        ...accesses.map(({ verb, process, where, link }) => `    ${verb} by ${process} ${where}${link === null ? "" : `, ${link.text}`}`),
        ...attachments.map(({ process, address, protection }) => `    ${process} at ${address} ${protection}`),
    ];
}

function fieldLine({ name, value, changed }: FieldValue): string {
    return `      ${name} ${changed ? `[${value}]` : value}`;
}
