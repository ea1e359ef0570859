/** The values of a structure in shared memory, as far as its bytes are known. */
import type { Contents } from "../../../tracer/model/kernelObject";
import { bytesPreview } from "../../card/bytesPreview";
import type { MemoryField, MemoryLayout } from "../../protocol/memoryLayout";

export interface FieldValue {
    /** "head" */
    readonly name: string;
    /** "2", "7, 12, 0, 0", "“orders”" */
    readonly value: string;
    readonly changed: boolean;
}

export interface TypedMemory {
    /** "struct ring *ring" */
    readonly title: string;
    readonly fields: readonly FieldValue[];
}

const shownElements = 8;
const shownText = 24;

/** `former`: the bytes at the previous stop, against which changes are marked. */
export function typedMemory({ variable, type, offset, fields }: MemoryLayout, contents: Contents, former: Contents | null): TypedMemory {
    return {
        title: `${type} *${variable}`,
        fields: fields.flatMap((field): readonly FieldValue[] => {
            if (field.form === "opaque") return [];
            const bytes = bytesOf(contents, offset, field);
            if (bytes === null) return [];
            const before = former === null ? null : bytesOf(former, offset, field);
            const changed = before !== null && bytes.some((byte, index) => byte !== before[index]);
            return [{ name: field.name === "" ? `*${variable}` : field.name, value: valueOf(field, bytes), changed }];
        }),
    };
}

function bytesOf(contents: Contents, offset: number, field: MemoryField): Uint8Array | null {
    const start = offset + field.offset - contents.offset;
    const end = start + field.size * field.count;
    return start < 0 || end > contents.data.length ? null : contents.data.subarray(start, end);
}

function valueOf({ size, count, form }: MemoryField, bytes: Uint8Array): string {
    if (form === "text") return textOf(bytes);
    if (form === "opaque") return "";
    const shown = Array.from({ length: Math.min(count, shownElements) }, (_, index) =>
        numberText(form, bytes.subarray(index * size, (index + 1) * size)),
    );
    return `${shown.join(", ")}${count > shownElements ? ", …" : ""}`;
}

/** As a string of C: what stands behind a NUL does not count. */
function textOf(bytes: Uint8Array): string {
    const end = bytes.indexOf(0);
    return `“${bytesPreview(end < 0 ? bytes : bytes.subarray(0, end), shownText)}”`;
}

const [single, double] = [4, 8];

/** Little-endian, as the processor stores it. */
function numberText(form: Exclude<MemoryField["form"], "text" | "opaque">, bytes: Uint8Array): string {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (form === "float" && bytes.length === single) return String(Number(view.getFloat32(0, true).toPrecision(7)));
    if (form === "float" && bytes.length === double) return String(view.getFloat64(0, true));
    if (form === "float") return "?"; // The 80 bits of long double.
    let value = 0n;
    for (let index = bytes.length - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[index] ?? 0);
    if (form === "pointer") return `0x${value.toString(16)}`;
    return String(form === "signed" ? BigInt.asIntN(8 * bytes.length, value) : value);
}
