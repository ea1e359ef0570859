/** Times of timers, as a person reads them. */

const second = 1_000_000_000n;

/** Nanoseconds as "0.02 s", exact. */
export function secondsText(nanoseconds: bigint): string {
    const parts = String(nanoseconds % second)
        .padStart(9, "0")
        .replace(/0+$/, "");
    return `${nanoseconds / second}${parts === "" ? "" : `.${parts}`} s`;
}
