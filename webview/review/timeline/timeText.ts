/** Moments and durations in words: nanoseconds in the unit that suits them. */

interface Unit {
    readonly name: string;
    readonly length: number;
}

const units: readonly Unit[] = [
    { name: "s", length: 1e9 },
    { name: "ms", length: 1e6 },
    { name: "µs", length: 1e3 },
    { name: "ns", length: 1 },
];

/** "3.21 ms", "41 µs": three digits. */
export function durationText(nanoseconds: number): string {
    const unit = units.find(({ length }) => nanoseconds >= length) ?? { name: "ns", length: 1 };
    const value = nanoseconds / unit.length;
    const decimals = unit.length === 1 ? 0 : value >= 100 ? 0 : value >= 10 ? 1 : 2;
    const digits = value.toFixed(decimals);
    return `${digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits} ${unit.name}`;
}

/** Exact: "0.812 304 117 s". */
export function momentText(nanoseconds: number): string {
    const whole = Math.floor(nanoseconds / 1e9);
    const rest = String(Math.round(nanoseconds - whole * 1e9)).padStart(9, "0");
    return `${whole}.${inThrees(rest)} s`;
}

/** As exact as a ruler with such steps needs it: "811.3 ms". */
export function tickText(nanoseconds: number, step: number): string {
    const unit = step >= 1e8 ? units[0] : step >= 100 ? units[1] : units[2];
    if (unit === undefined) return String(nanoseconds);
    const decimals = Math.max(0, Math.ceil(-Math.log10(step / unit.length) - 1e-9));
    const [whole = "0", fraction = ""] = (nanoseconds / unit.length).toFixed(decimals).split(".");
    return `${wholeInThrees(whole)}${fraction === "" ? "" : `.${inThrees(fraction)}`} ${unit.name}`;
}

/** A step of 1, 2 or 5 times a power of ten, of at least this length. */
export function tickStep(atLeast: number): number {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, atLeast)));
    return power * ([1, 2, 5, 10].find((factor) => factor * power >= atLeast) ?? 10);
}

function inThrees(digits: string): string {
    return digits.replace(/(\d{3})(?=\d)/g, "$1\u2009");
}

function wholeInThrees(digits: string): string {
    return digits.replace(/\B(?=(\d{3})+$)/g, "\u2009");
}
