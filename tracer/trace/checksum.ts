/** A sum over bytes that no cut, no zeroed block and no exchange of two blocks leaves as it was. Not against those who mean harm. */
export function checksum(...pieces: readonly Uint8Array[]): number {
    const running = new RunningChecksum();
    for (const bytes of pieces) running.add(bytes);
    return running.sum;
}

/** The same of bytes that come piece by piece. */
export class RunningChecksum {
    private low = 1;
    private weighted = 0;

    /** Of all until now. */
    get sum(): number {
        return this.weighted * 0x10000 + this.low;
    }

    add(bytes: Uint8Array): void {
        let [low, weighted] = [this.low, this.weighted];
        for (let start = 0; start < bytes.length; start += bytesAtOnce) {
            const end = Math.min(bytes.length, start + bytesAtOnce);
            for (let index = start; index < end; index++) {
                low += bytes[index] ?? 0;
                weighted += low;
            }
            low %= modulus;
            weighted %= modulus;
        }
        [this.low, this.weighted] = [low, weighted];
    }
}

/** Adler-32 (RFC 1950): so many bytes until the sums must be made smaller. */
const bytesAtOnce = 4096;
const modulus = 65521;
