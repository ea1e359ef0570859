/**
 * A trace that was read, as bytes from which it is there again at once: for whoever keeps them beside the trace, or in a store of his own.
 * They belong to one version of ipcscope and one state of the file, which whoever keeps them names; in doubt the trace is read again.
 */
import { ByteReader } from "../packing/byteReader";
import { ByteWriter } from "../packing/byteWriter";
import { ValuePacker, type SavedPacker } from "../packing/valuePacker";
import { RecordedTrace, type SavedTrace } from "../recordedTrace";
import { Words } from "../words";
import { checksum } from "../../trace/checksum";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** In the order of the pieces: what the values share, as JSON, and the values. */
interface Head {
    readonly key: string;
    readonly lengths: readonly [number, number];
    readonly sum: number;
}

export interface Archived {
    readonly trace: RecordedTrace;
    /** A plain value: what whoever keeps the archive wants to have with it. */
    readonly beside: unknown;
}

/** All at once what `archiving` does. */
export function saveArchive(archived: Archived, key: string): Uint8Array {
    const work = archiving(archived, key);
    for (;;) {
        const { done, value } = work.next();
        if (done === true) return value;
    }
}

/**
 * The archive, for whom others wait meanwhile: it pauses often. `key` names the version of ipcscope and the state of the file: `loadArchive`
 * must be given the same.
 */
export function* archiving({ trace, beside }: Archived, key: string): Generator<void, Uint8Array, void> {
    const packer = new ValuePacker(new Words());
    const writer = new ByteWriter();
    packer.write(writer, [yield* trace.saving(), beside]);
    const values = writer.take();
    const shared = encoder.encode(JSON.stringify(packer.save()));
    const head = encoder.encode(
        JSON.stringify({ key, lengths: [shared.length, values.length], sum: checksum(shared, values) } satisfies Head),
    );
    const archive = new Uint8Array(4 + head.length + shared.length + values.length);
    new DataView(archive.buffer).setUint32(0, head.length, true);
    archive.set(head, 4);
    archive.set(shared, 4 + head.length);
    archive.set(values, 4 + head.length + shared.length);
    return archive;
}

/** Null: these bytes are damaged, or of another version or file. The trace keeps a part of them. */
export function loadArchive(archive: Uint8Array, key: string): Archived | null {
    const head = headOf(archive);
    if (head?.key !== key) return null;
    const [shared, values] = piecesOf(archive, head);
    if (shared === undefined || values === undefined || checksum(shared, values) !== head.sum) return null;
    try {
        const packer = new ValuePacker(new Words());
        packer.load(JSON.parse(decoder.decode(shared)) as SavedPacker);
        const [trace, beside] = packer.read(new ByteReader(values)) as readonly [SavedTrace, unknown];
        return { trace: RecordedTrace.load(trace), beside };
    } catch {
        // Somebody has made other bytes, with the sum of those.
        return null;
    }
}

function headLength(archive: Uint8Array): number {
    return archive.length < 4 ? Infinity : new DataView(archive.buffer, archive.byteOffset).getUint32(0, true);
}

function headOf(archive: Uint8Array): Head | null {
    const length = headLength(archive);
    if (length > archive.length - 4) return null;
    try {
        const head: unknown = JSON.parse(decoder.decode(archive.subarray(4, 4 + length)));
        return isHead(head) ? head : null;
    } catch {
        return null;
    }
}

function isHead(value: unknown): value is Head {
    const isObject = typeof value === "object" && value !== null && "key" in value && "sum" in value && "lengths" in value;
    return isObject && Array.isArray(value.lengths) && value.lengths.length === 2;
}

function piecesOf(archive: Uint8Array, { lengths }: Head): readonly Uint8Array[] {
    const [shared, values] = lengths;
    const start = 4 + headLength(archive);
    if (start + shared + values !== archive.length) return [];
    return [archive.subarray(start, start + shared), archive.subarray(start + shared)];
}
