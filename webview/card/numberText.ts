/** Numbers as a person reads them. */

/** 65536 → "65 536", with spaces that do not break. */
export function grouped(value: number | bigint): string {
    return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
}

/** "2 pipes", "2 futexes" */
export function counted(count: number, one: string, many = one.endsWith("x") ? `${one}es` : `${one}s`): string {
    return `${grouped(count)} ${count === 1 ? one : many}`;
}
