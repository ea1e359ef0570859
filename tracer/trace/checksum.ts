/** A sum over bytes that no cut, no zeroed block and no exchange of two blocks leaves as it was. Not against those who mean harm. */
export function checksum(...pieces: readonly Uint8Array[]): number {
    let [sum, weighted] = [1, 0];
    for (const bytes of pieces) {
        for (let start = 0; start < bytes.length; start += bytesAtOnce) {
            const end = Math.min(bytes.length, start + bytesAtOnce);
            for (let index = start; index < end; index++) {
                sum += bytes[index] ?? 0;
                weighted += sum;
            }
            sum %= modulus;
            weighted %= modulus;
        }
    }
    return weighted * 0x10000 + sum;
}

/** Adler-32 (RFC 1950): so many bytes until the sums must be made smaller. */
const bytesAtOnce = 4096;
const modulus = 65521;
