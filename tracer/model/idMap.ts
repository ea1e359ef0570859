/**
 * A persistent map from our identities to what they stand for: `with` and `without` make a new map that shares all but
 * a few nodes with the old one, so that a step of the model costs the same with ten processes and with ten thousand.
 *
 * A weight-balanced tree (Adams, "Efficient sets: a balancing act", with the parameters 3 and 2 of Hirai and Yamamoto).
 * It iterates in the order of the names, p2 before p10.
 */
interface Node<V> {
    readonly key: string;
    readonly value: V;
    readonly left: Node<V> | null;
    readonly right: Node<V> | null;
    readonly size: number;
}

export class IdMap<V extends NonNullable<unknown>> implements ReadonlyMap<string, V> {
    #asked = 0;
    #table: Map<string, V> | null = null;

    private constructor(private readonly root: Node<V> | null) {}

    static readonly none: IdMap<never> = new IdMap<never>(null);

    /** The same entries as a map that `with` and `without` work on. */
    static of<V extends NonNullable<unknown>>(map: ReadonlyMap<string, V>): IdMap<V> {
        if (map instanceof IdMap) return map as IdMap<V>;
        let result: IdMap<V> = IdMap.none;
        for (const [key, value] of map) result = result.with(key, value);
        return result;
    }

    get size(): number {
        return this.root?.size ?? 0;
    }

    /** Whoever asks one map many times, as long as nothing is put into it, gets a table of its entries. */
    get(key: string): V | undefined {
        if (this.#table !== null) return this.#table.get(key);
        if (++this.#asked > this.size) return this.tabulated().get(key);
        let node = this.root;
        while (node !== null) {
            const order = compare(key, node.key);
            if (order === 0) return node.value;
            node = order < 0 ? node.left : node.right;
        }
        return undefined;
    }

    has(key: string): boolean {
        return this.get(key) !== undefined;
    }

    private tabulated(): Map<string, V> {
        return (this.#table = new Map(this.entries()));
    }

    with(key: string, value: V): IdMap<V> {
        return new IdMap(inserted(this.root, key, value));
    }

    without(key: string): IdMap<V> {
        return this.has(key) ? new IdMap(removed(this.root, key)) : this;
    }

    entries(): MapIterator<[string, V]> {
        return this.each(({ key, value }) => [key, value]);
    }

    keys(): MapIterator<string> {
        return this.each(({ key }) => key);
    }

    values(): MapIterator<V> {
        return this.each(({ value }) => value);
    }

    [Symbol.iterator](): MapIterator<[string, V]> {
        return this.entries();
    }

    forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
        for (const [key, value] of this.entries()) visit(value, key, this);
    }

    /** What is wanted of each node, in the order of the names. */
    private *each<Wanted>(of: (node: Node<V>) => Wanted): MapIterator<Wanted> {
        const path: Node<V>[] = [];
        let node = this.root;
        while (node !== null || path.length > 0) {
            for (; node !== null; node = node.left) path.push(node);
            const next = path.pop();
            if (next === undefined) return undefined;
            yield of(next);
            node = next.right;
        }
        return undefined;
    }
}

/** Identities are a word and a number without leading zeros: a shorter name with the same word has the smaller number. */
function compare(a: string, b: string): number {
    if (a.length !== b.length) return a.length - b.length;
    return a < b ? -1 : a > b ? 1 : 0;
}

function sizeOf<V>(node: Node<V> | null): number {
    return node === null ? 0 : node.size;
}

function join<V>(key: string, value: V, left: Node<V> | null, right: Node<V> | null): Node<V> {
    return { key, value, left, right, size: sizeOf(left) + sizeOf(right) + 1 };
}

const delta = 3;
const ratio = 2;

/** The sides are balanced but for one insertion or removal. */
function balanced<V>(key: string, value: V, left: Node<V> | null, right: Node<V> | null): Node<V> {
    const leftWeight = sizeOf(left) + 1;
    const rightWeight = sizeOf(right) + 1;
    if (right !== null && rightWeight > delta * leftWeight) {
        const middle = right.left;
        return middle === null || sizeOf(middle) + 1 < ratio * (sizeOf(right.right) + 1)
            ? join(right.key, right.value, join(key, value, left, middle), right.right)
            : join(middle.key, middle.value, join(key, value, left, middle.left), join(right.key, right.value, middle.right, right.right));
    }
    if (left !== null && leftWeight > delta * rightWeight) {
        const middle = left.right;
        return middle === null || sizeOf(middle) + 1 < ratio * (sizeOf(left.left) + 1)
            ? join(left.key, left.value, left.left, join(key, value, middle, right))
            : join(middle.key, middle.value, join(left.key, left.value, left.left, middle.left), join(key, value, middle.right, right));
    }
    return join(key, value, left, right);
}

function inserted<V>(node: Node<V> | null, key: string, value: V): Node<V> {
    if (node === null) return { key, value, left: null, right: null, size: 1 };
    const order = compare(key, node.key);
    if (order === 0) return { key, value, left: node.left, right: node.right, size: node.size };
    return order < 0
        ? balanced(node.key, node.value, inserted(node.left, key, value), node.right)
        : balanced(node.key, node.value, node.left, inserted(node.right, key, value));
}

function removed<V>(node: Node<V> | null, key: string): Node<V> | null {
    if (node === null) return null;
    const order = compare(key, node.key);
    if (order < 0) return balanced(node.key, node.value, removed(node.left, key), node.right);
    if (order > 0) return balanced(node.key, node.value, node.left, removed(node.right, key));
    if (node.left === null) return node.right;
    if (node.right === null) return node.left;
    let next = node.right;
    while (next.left !== null) next = next.left;
    return balanced(next.key, next.value, node.left, removed(node.right, next.key));
}
