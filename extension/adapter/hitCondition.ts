/** A hit count as the user writes it: `5` stops at the fifth hit only, `> 5` at every later one. */

export interface HitCondition {
    /** How many hits gdb passes over. */
    readonly ignoreCount: number;
    /** Only one stop. */
    readonly temporary: boolean;
}

/** Undefined when it is not understood. */
export function hitCondition(text: string): HitCondition | undefined {
    const match = /^\s*(>=|>|==|=)?\s*(\d+)\s*$/.exec(text);
    if (match === null) return undefined;
    const [, operator, digits] = match;
    const count = Number(digits);
    if (operator === ">") return { ignoreCount: count, temporary: false };
    if (count === 0) return undefined;
    return { ignoreCount: count - 1, temporary: operator !== ">=" };
}

/** In the spelling that cdt-gdb-adapter reads: `> N` or `N`. */
export function hitConditionForGdb(text: string): string | undefined {
    const condition = hitCondition(text);
    if (condition === undefined) return undefined;
    return condition.temporary ? String(condition.ignoreCount + 1) : `> ${condition.ignoreCount}`;
}
