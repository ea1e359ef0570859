/** Conditions on numbers: `>1ms`, `<=10`, `5`, `1ms..2ms`. */
import { FilterError } from "./filterError";

export type Condition = (value: number) => boolean;

/** What the numbers are, with an example for who got it wrong, and their units. */
export interface Quantity {
    readonly word: string;
    readonly example: string;
    /** By the unit's name, what it is worth; "" if a number may stand alone. */
    readonly units: Readonly<Record<string, number>>;
}

/** In seconds. */
export const times: Quantity = {
    word: "time",
    example: "'>1ms', '<2s' or '1ms..5ms'",
    units: { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1 },
};
export const bytes: Quantity = {
    word: "number of bytes",
    example: "'>4096', '64' or '1k..2k'",
    units: { "": 1, "k": 1024, "M": 1024 * 1024 },
};
export const numbers: Quantity = { word: "number", example: "'-1', '>0' or '1..10'", units: { "": 1 } };

const comparison = /^(>=|<=|>|<|=)?(.+)$/;

/** Throws a FilterError. */
export function conditionOf(text: string, quantity: Quantity): Condition {
    const [from, to, ...more] = text.split("..");
    if (from !== undefined && to !== undefined && more.length === 0) {
        const [least, most] = [numberOf(from, text, quantity), numberOf(to, text, quantity)];
        return (value) => value >= least && value <= most;
    }
    const [, operator = "=", operand = ""] = comparison.exec(text) ?? [];
    const limit = numberOf(operand, text, quantity);
    switch (operator) {
        case ">":
            return (value) => value > limit;
        case ">=":
            return (value) => value >= limit;
        case "<":
            return (value) => value < limit;
        case "<=":
            return (value) => value <= limit;
        default:
            return (value) => value === limit;
    }
}

function numberOf(operand: string, text: string, { word, example, units }: Quantity): number {
    const [, digits, unit = ""] = /^(-?\d+(?:\.\d+)?)([A-Za-zµ]*)$/.exec(operand) ?? [];
    const worth = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (digits === undefined || worth === undefined) throw new FilterError(`'${text}' is no ${word}: write ${example}.`);
    return Number(digits) * worth;
}
