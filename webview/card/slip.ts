/** A message as a slip of paper in a queue's lane. */
import type { ProcessId } from "../../tracer/model/identities";
import type { SourceLink } from "./card";
import { counted } from "./numberText";

export interface Slip {
    /** By what it is chosen. */
    readonly word: "type" | "priority";
    /** The type, or the priority. */
    readonly value: string;
    /** Bytes of its text. */
    readonly length: number;
    /** The start of the bytes, with C escapes; null: unknown. */
    readonly text: string | null;
    /** Who sent it; null: unknown. */
    readonly process: ProcessId | null;
    readonly color: number | null;
    readonly link: SourceLink | null;
    /** Sent since the previous stop. */
    readonly fresh: boolean;
    /** Sent at the same time as another: which stands first is not known. */
    readonly concurrent: boolean;
}

/** More than these do not fit on the widest card. */
export const shownSlips = 6;
export const slipPreviewBytes = 40;

/** For golden tests. */
export function slipLine({ word, value, length, text, process, link, concurrent }: Slip): string {
    return `    ${word} ${value}, ${counted(length, "byte")} of ${process ?? "before the trace"}${link === null ? "" : ` ${link.text}`}: ${text ?? "unknown"}${concurrent ? " (order unknown)" : ""}`;
}

/** For screen readers, and when the mouse rests on it. */
export function slipTitle({ word, value, length, text, process, link, concurrent }: Slip): string {
    return `${word} ${value}, ${counted(length, "byte")} from ${process ?? "before the trace"}${link === null ? "" : ` at ${link.text}`}: ${text ?? "unknown"}${concurrent ? "; which of those sent at once stands first is not known" : ""}`;
}
