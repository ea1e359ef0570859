/**
 * Which writes the bytes of a read came from.
 *
 * The recorder may see two writers (or two readers) return in another order than that in which the kernel served them.
 * So the bytes decide: when what was read is not what stands at the front, the order of whole writes is looked for that
 * explains it. Writes of at most PIPE_BUF bytes are never mixed with others; longer ones may be (pipe(7)).
 */
import { commonBytes, countBytes, splitBytes } from "../events/escapedBytes";
import { available } from "./pipeReads";
import { pageSize } from "./pipeRing";
import type { TakenBytes } from "./segments";
import type { Pipe, Segment } from "./state";

/** `data`: the bytes that were read, as far as they were captured. */
export function provenance(pipe: Pipe, length: number, data: string | null): readonly TakenBytes[] {
    const pieces = available(pipe);
    const expected = inOrder(pieces, length);
    if (data === null || pieces.length < 2 || explains(expected, pieces, data)) return expected;
    const search = new OrderSearch(pieces, Math.min(length, countBytes(data)));
    const found = search.find(data, new Map(), 0);
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

function explains(taken: readonly TakenBytes[], pieces: readonly Segment[], data: string): boolean {
    let rest = data;
    for (const [index, each] of taken.entries()) {
        const known = pieces[index]?.data;
        if (rest === "" || known === undefined || known === null) return true;
        const here = splitBytes(known, each.length)[0];
        const captured = countBytes(here);
        if (captured === each.length && rest.startsWith(here)) {
            rest = rest.slice(here.length);
            continue;
        }
        if (commonBytes(here, rest) < Math.min(captured, countBytes(rest))) return false;
        rest = splitBytes(rest, each.length)[1];
    }
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

    constructor(
        private readonly pieces: readonly Segment[],
        private readonly length: number,
    ) {}

    /** `used`: bytes taken so far of each piece. */
    find(data: string, used: ReadonlyMap<Segment, number>, done: number): readonly TakenBytes[] | null {
        if (done >= this.length || data === "") return [];
        const tried = new Set<number | null>();
        for (const piece of this.pieces) {
            const before = used.get(piece) ?? 0;
            if (before >= piece.length || tried.has(piece.write)) continue;
            tried.add(piece.write);
            if (++this.steps > 5000) return null;
            const match = this.match(piece, before, data);
            if (match === 0) continue;
            const rest = this.find(splitBytes(data, match)[1], new Map(used).set(piece, before + match), done + match);
            if (rest !== null) return [{ write: piece.write, offset: piece.offset + before, length: match }, ...rest];
        }
        return null;
    }

    /** How many bytes of the piece may stand at the front of the data. */
    private match(piece: Segment, before: number, data: string): number {
        const left = piece.length - before;
        if (piece.data === null) return Math.min(left, countBytes(data));
        const known = before === 0 ? piece.data : splitBytes(piece.data, before)[1];
        const common = commonBytes(known, data);
        const whole = Math.min(left, countBytes(data));
        if (common >= Math.min(whole, countBytes(known))) return whole;
        const mayBeMixed = piece.offset + piece.length > pageSize;
        return mayBeMixed ? common : 0;
    }
}
