/** What stood in a register, from an argument as a log writes it. */
import type { Value } from "../strace-parser/value";
import type { Word } from "../trace/record";
import { constant } from "./constants";

/** What a pointer to something that the log shows is taken to be: the program's own address is not in the log. */
const somewhere = 0x1000;

/** A pointer to memory is not zero; undefined: the log does not say. */
export function wordOf(value: Value | undefined): Word | undefined {
    if (value === undefined) return undefined;
    switch (value.is) {
        case "number":
            return value.value;
        case "name":
            return constant(value.name);
        case "text":
        case "structure":
        case "list":
            return somewhere;
        case "named":
            return wordOf(value.value);
        case "changed":
            return wordOf(value.before);
        case "joined":
            return joined(value.operator, wordOf(value.left), wordOf(value.right));
        case "applied":
            return applied(value.name, value.arguments.map(wordOf));
        case "omitted":
            return undefined;
    }
}

/** As a number; undefined: the log does not say, or it would not be exact. */
export function numberOf(value: Value | undefined): number | undefined {
    const word = wordOf(value);
    return typeof word === "bigint" ? undefined : word;
}

/** Flags that are not known here are left out: the known ones are there. */
function joined(operator: string, left: Word | undefined, right: Word | undefined): Word | undefined {
    if (operator === "|") return either(left, right);
    if (left === undefined || right === undefined) return undefined;
    const [one, other] = [BigInt(left), BigInt(right)];
    if (operator === "*") return small(one * other);
    if (operator === "+") return small(one + other);
    const widestShift = 64n;
    return operator === "<<" && other >= 0n && other < widestShift ? small(one << other) : undefined;
}

function either(left: Word | undefined, right: Word | undefined): Word | undefined {
    if (left === undefined || right === undefined) return left ?? right;
    if (isSmall(left) && isSmall(right)) return left | right;
    return small(BigInt(left) | BigInt(right));
}

/** Of 31 bits, as most flags are. */
function isSmall(word: Word): word is number {
    return typeof word === "number" && word >= 0 && word <= 0x7fffffff;
}

function small(value: bigint): Word {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** `makedev(0x88, 0x1)` as dev_t (makedev(3)); `htons(80)` as its argument, since structures are laid out where they are encoded. */
function applied(name: string, given: readonly (Word | undefined)[]): Word | undefined {
    const [first, second] = given;
    if (name === "htons" || name === "htonl") return first;
    if (name !== "makedev" || typeof first !== "number" || typeof second !== "number") return undefined;
    return (second & 0xff) | ((first & 0xfff) << 8);
}
