/** Many new cards in an empty column: in the order of where they want to stand, each as near to that as the others allow. Pure. */
import { grid } from "./measures";

export interface Wish {
    /** The top edge. */
    readonly wanted: number;
    readonly height: number;
}

interface Cluster {
    /** The places in it, from its own top. */
    readonly downs: readonly number[];
    readonly height: number;
    /** The sum of the tops that its members wish for it. */
    readonly wishes: number;
}

/** The top edge for each, in the order given. Cards that would overlap become neighbours around the mean of their wishes. */
export function packed(wishes: readonly Wish[], top: number, gap: number): readonly number[] {
    const order = wishes.map((_, index) => index).sort((one, other) => wishAt(wishes, one).wanted - wishAt(wishes, other).wanted);
    const clusters: Cluster[] = [];
    for (const index of order) {
        const { wanted, height } = wishAt(wishes, index);
        let cluster: Cluster = { downs: [0], height: height + gap, wishes: wanted };
        for (
            let above = clusters.at(-1);
            above !== undefined && topOf(cluster, top) < topOf(above, top) + above.height;
            above = clusters.at(-1)
        ) {
            clusters.pop();
            cluster = joined(above, cluster);
        }
        clusters.push(cluster);
    }
    const tops = clusters.flatMap((cluster) => cluster.downs.map((down) => topOf(cluster, top) + down));
    const placed = wishes.map(() => top);
    for (const [position, index] of order.entries()) placed[index] = tops[position] ?? top;
    return placed;
}

function joined(above: Cluster, below: Cluster): Cluster {
    const { height } = above;
    return {
        downs: [...above.downs, ...below.downs.map((down) => down + height)],
        height: height + below.height,
        wishes: above.wishes + below.wishes - below.downs.length * height,
    };
}

function topOf({ wishes, downs }: Cluster, top: number): number {
    return Math.max(top, Math.round(wishes / downs.length / grid) * grid);
}

function wishAt(wishes: readonly Wish[], index: number): Wish {
    return wishes[index] ?? { wanted: 0, height: 0 };
}
