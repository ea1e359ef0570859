/**
 * Copies of what a trace holds: whoever keeps a few bytes does not keep the whole block of records that they were read from. Short ones stand
 * side by side in one piece of memory, since a piece for each costs more than the copy.
 */
const pieceLength = 1 << 12;
const longestShared = 1 << 9;
/** From here on the copy of the engine that runs this is faster than a loop. */
const longLoop = 1 << 7;

let piece = new Uint8Array(pieceLength);
let used = 0;

/** The bytes from `start` to before `end`. */
export function copied(bytes: Uint8Array, start: number, end: number): Uint8Array {
    const length = end - start;
    if (length > longestShared) return new Uint8Array(bytes.subarray(start, end));
    if (used + length > pieceLength) {
        piece = new Uint8Array(pieceLength);
        used = 0;
    }
    const at = used;
    used += length;
    if (length > longLoop) piece.set(bytes.subarray(start, end), at);
    else for (let index = 0; index < length; index++) piece[at + index] = bytes[start + index] ?? 0;
    return piece.subarray(at, used);
}
