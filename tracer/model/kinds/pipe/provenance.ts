/**
 * Which writes the bytes of a read came from.
 *
 * The recorder may see two writers (or two readers) return in another order than that in which the kernel served them.
 * So the bytes decide: when what was read is not what stands at the front, the order of whole writes is looked for that
 * explains it. Writes of at most PIPE_BUF bytes are never mixed with others; longer ones may be (pipe(7)).
 */
import { commonBytes } from "../../bytes";
import type { TakenBytes } from "../../owners/transfer";
import { available } from "./reads";
import { pageSize } from "./ring";
import type { Segment } from "./segments";
import type { MutablePipe, PipeOrFifo } from "./state";

/** `data`: the bytes that were read, as far as they were captured. */
export function provenance(pipe: PipeOrFifo | MutablePipe, length: number, data: Uint8Array | null): readonly TakenBytes[] {
    return provenanceAmong(available(pipe), length, data);
}

/** `pieces`: all that a read may return, in the expected order. */
export function provenanceAmong(pieces: readonly Segment[], length: number, data: Uint8Array | null): readonly TakenBytes[] {
    const expected = inOrder(pieces, length);
    if (data === null || pieces.length < 2 || explains(expected, pieces, data)) return expected;
    const known = data.subarray(0, length);
    const found = new OrderSearch(pieces).find(known, new Map());
    if (found === null) return expected;
    const covered = found.reduce((sum, each) => sum + each.length, 0);
    return covered < length ? [...found, ...inOrder(without(pieces, found), length - covered)] : found;
}

/** The first `length` bytes; what is missing came from nobody known. */
function inOrder(pieces: readonly Segment[], length: number): readonly TakenBytes[] {
    const taken: TakenBytes[] = [];
    let left = length;
    for (const piece of pieces) {
        if (left === 0) break;
        const bytes = Math.min(left, piece.length);
        taken.push({ write: piece.write, offset: piece.offset, length: bytes });
        left -= bytes;
    }
    if (left > 0) taken.push({ write: null, offset: 0, length: left });
    return taken;
}

function explains(taken: readonly TakenBytes[], pieces: readonly Segment[], data: Uint8Array): boolean {
    let from = 0;
    for (let index = 0; index < taken.length; index++) {
        const known = pieces[index]?.data ?? null;
        const length = taken[index]?.length ?? 0;
        if (from >= data.length || known === null) return true;
        if (!beginsWith(data, from, known, Math.min(length, known.length))) return false;
        from += length;
    }
    return true;
}

/** Whether the first `length` bytes of the piece stand in the data from there on, up to its end. */
function beginsWith(data: Uint8Array, from: number, piece: Uint8Array, length: number): boolean {
    const compared = Math.min(length, data.length - from);
    for (let index = 0; index < compared; index++) if (data[from + index] !== piece[index]) return false;
    return true;
}

function without(pieces: readonly Segment[], taken: readonly TakenBytes[]): readonly Segment[] {
    return pieces.flatMap((piece) => {
        const used = taken
            .filter((each) => each.write === piece.write && each.offset >= piece.offset && each.offset < piece.offset + piece.length)
            .reduce((sum, each) => sum + each.length, 0);
        return used >= piece.length ? [] : [{ ...piece, offset: piece.offset + used, length: piece.length - used }];
    });
}

/** Tries the pieces in all orders that keep the order within each write, the expected one first; gives up after a while. */
class OrderSearch {
    private steps = 0;

    constructor(private readonly pieces: readonly Segment[]) {}

    /** `used`: bytes taken so far of each piece. */
    find(data: Uint8Array, used: ReadonlyMap<Segment, number>): readonly TakenBytes[] | null {
        if (data.length === 0) return [];
        const tried = new Set<number | null>();
        for (const piece of this.pieces) {
            const before = used.get(piece) ?? 0;
            if (before >= piece.length || tried.has(piece.write)) continue;
            tried.add(piece.write);
            if (++this.steps > 5000) return null;
            const match = this.match(piece, before, data);
            if (match === 0) continue;
            const rest = this.find(data.subarray(match), new Map(used).set(piece, before + match));
            if (rest !== null) return [{ write: piece.write, offset: piece.offset + before, length: match }, ...rest];
        }
        return null;
    }

    /** How many bytes of the piece may stand at the front of the data. */
    private match(piece: Segment, before: number, data: Uint8Array): number {
        const whole = Math.min(piece.length - before, data.length);
        if (piece.data === null) return whole;
        const known = piece.data.subarray(before);
        const common = commonBytes(known, data);
        if (common >= Math.min(whole, known.length)) return whole;
        const mayBeMixed = piece.offset + piece.length > pageSize;
        return mayBeMixed ? common : 0;
    }
}
