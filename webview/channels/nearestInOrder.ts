/**
 * Cards in a row, each as near as can be to where it wants to be, none closer to the next than the gap. Their order is
 * given: that makes it an isotonic regression, which pooling adjacent violators solves exactly. Pure.
 */
interface Pool {
    /** Sum of what its cards want, each without the lengths before it. */
    sum: number;
    count: number;
}

/** `wanted`: centres, as what is returned. Nothing begins before `least`, and nothing ends after `most` where all have room before it. */
export function nearestInOrder(
    wanted: readonly number[],
    lengths: readonly number[],
    gap: number,
    least = -Infinity,
    most = Infinity,
): readonly number[] {
    const offsets: number[] = [];
    let offset = 0;
    for (const [index, length] of lengths.entries()) {
        offset += index === 0 ? 0 : ((lengths[index - 1] ?? 0) + length) / 2 + gap;
        offsets.push(offset);
    }
    const pools: Pool[] = [];
    for (const [index, centre] of wanted.entries()) {
        let pool: Pool = { sum: centre - (offsets[index] ?? 0), count: 1 };
        for (let last = pools.at(-1); last !== undefined && mean(last) > mean(pool); last = pools.at(-1)) {
            pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
            pools.pop();
        }
        pools.push(pool);
    }
    const first = least + (lengths[0] ?? 0) / 2;
    const last = Math.max(first, most - (offsets.at(-1) ?? 0) - (lengths.at(-1) ?? 0) / 2);
    const bases = pools.flatMap((pool) => Array.from({ length: pool.count }, () => Math.min(last, Math.max(first, mean(pool)))));
    return bases.map((base, index) => base + (offsets[index] ?? 0));
}

function mean({ sum, count }: Pool): number {
    return sum / count;
}
