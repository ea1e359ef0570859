/**
 * Cards in a row, each as near as can be to where it wants to be, none closer to the next than the gap. Their order is
 * given: that makes it an isotonic regression, which pooling adjacent violators solves exactly. Pure.
 */
/** `wanted`: centres, as what is returned. Nothing begins before `least`, and nothing ends after `most` where all have room before it. */
export function nearestInOrder(
    wanted: readonly number[],
    lengths: readonly number[],
    gap: number,
    least = -Infinity,
    most = Infinity,
): readonly number[] {
    const count = wanted.length;
    const offsets = new Float64Array(count);
    for (let index = 1; index < count; index += 1) {
        offsets[index] = (offsets[index - 1] ?? 0) + ((lengths[index - 1] ?? 0) + (lengths[index] ?? 0)) / 2 + gap;
    }
    // Of each pool of cards that touch: the mean of what they want, each without the lengths before it, and how many they are.
    const means = new Float64Array(count);
    const counts = new Float64Array(count);
    let pools = 0;
    for (let index = 0; index < count; index += 1) {
        let mean = (wanted[index] ?? 0) - (offsets[index] ?? 0);
        let members = 1;
        for (; pools > 0 && (means[pools - 1] ?? 0) > mean; pools -= 1) {
            const others = counts[pools - 1] ?? 0;
            mean = (mean * members + (means[pools - 1] ?? 0) * others) / (members + others);
            members += others;
        }
        [means[pools], counts[pools]] = [mean, members];
        pools += 1;
    }
    const first = least + (lengths[0] ?? 0) / 2;
    const last = Math.max(first, most - (offsets[count - 1] ?? 0) - (lengths.at(-1) ?? 0) / 2);
    const centres: number[] = [];
    for (let pool = 0; pool < pools; pool += 1) {
        const base = Math.min(last, Math.max(first, means[pool] ?? 0));
        for (let member = 0; member < (counts[pool] ?? 0); member += 1) centres.push(base + (offsets[centres.length] ?? 0));
    }
    return centres;
}
