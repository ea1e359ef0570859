/** What stands where in a value of a type. */
import { attributes, tags } from "./constants";
import { childrenOf, type DebugInformation, type Entry } from "./debugInformation";

/** A part of a value: "locks[2].inner", of the whole ""; and the name of its type, if it has one. */
export interface Part {
    readonly path: string;
    readonly type: string | null;
}

/** Types that lead on to others at one place, of which a compiler writes some at most. */
const deepest = 64;
const plainWrappers: ReadonlySet<number> = new Set([tags.const, tags.volatile, tags.restrict, tags.atomic]);
const structures: ReadonlySet<number> = new Set([tags.structure, tags.class]);

export class Types {
    constructor(private readonly information: DebugInformation) {}

    typeOf(entry: Entry): Entry | undefined {
        const type = entry.values.get(attributes.type);
        return typeof type === "number" ? this.information.entryAt(type) : undefined;
    }

    /** Without typedef, const and the like; undefined: void, or not known. */
    bare(type: Entry | undefined): Entry | undefined {
        let bare = type;
        for (let steps = 0; steps < deepest; steps++) {
            if (bare === undefined || (bare.tag !== tags.typedef && !plainWrappers.has(bare.tag))) return bare;
            bare = this.typeOf(bare);
        }
        return undefined;
    }

    /** What a pointer leads to. */
    targetOf(type: Entry | undefined): Entry | undefined {
        const bare = this.bare(type);
        return bare?.tag === tags.pointer ? this.typeOf(bare) : undefined;
    }

    /** Bytes; undefined: not known. */
    sizeOf(type: Entry | undefined): number | undefined {
        const bare = this.bare(type);
        const size = bare?.values.get(attributes.byteSize);
        if (typeof size === "number") return size;
        if (bare?.tag !== tags.array) return undefined;
        const element = this.sizeOf(this.typeOf(bare));
        return element === undefined ? undefined : lengthsOf(bare).reduce((product, length) => product * length, element);
    }

    /**
     * The innermost part with a name of its own in which the byte at that offset lies; what the C library, or the C++ one, has inside its own
     * types (`ends` tells by their names) is none. Undefined: in none, or it is not known.
     */
    partAt(type: Entry | undefined, offset: number, ends: (type: string) => boolean): Part | undefined {
        let [path, at, current, within]: [string, number, Entry | undefined, string | null] = ["", offset, type, null];
        for (let steps = 0; steps < deepest && current !== undefined; steps++) {
            const name = nameOf(current);
            within = name ?? within;
            if (name !== undefined && ends(name)) return { path, type: name };
            if (current.tag === tags.typedef || plainWrappers.has(current.tag)) {
                current = this.typeOf(current);
            } else if (structures.has(current.tag)) {
                const member = this.memberAt(current, at);
                if (member === undefined) return undefined;
                const own = nameOf(member.entry);
                if (own?.startsWith("_") === true) return { path, type: within };
                path += own === undefined ? "" : `${path === "" ? "" : "."}${own}`;
                [current, at, within] = [this.typeOf(member.entry), at - member.offset, null];
            } else if (current.tag === tags.array) {
                const element = this.typeOf(current);
                const index = this.indexAt(current, at);
                if (index === undefined) return undefined;
                path += index.text;
                [current, at] = [element, index.rest];
            } else {
                return { path, type: within };
            }
        }
        return undefined;
    }

    private memberAt(structure: Entry, offset: number): { readonly entry: Entry; readonly offset: number } | undefined {
        for (const entry of childrenOf(structure)) {
            if (entry.tag !== tags.member && entry.tag !== tags.inheritance) continue;
            const start = entry.values.get(attributes.dataMemberLocation) ?? 0;
            const size = this.sizeOf(this.typeOf(entry));
            if (typeof start !== "number" || size === undefined) continue;
            if (start <= offset && offset < start + size) return { entry, offset: start };
        }
        return undefined;
    }

    private indexAt(array: Entry, offset: number): { readonly text: string; readonly rest: number } | undefined {
        const size = this.sizeOf(this.typeOf(array));
        if (size === undefined || size === 0) return undefined;
        let [element, text] = [Math.floor(offset / size), ""];
        for (const length of lengthsOf(array).reverse()) {
            text = `[${element % length}]${text}`;
            element = Math.floor(element / length);
        }
        // What is behind the array is no part of it; an array without a length has no elements.
        return element === 0 ? { text, rest: offset % size } : undefined;
    }
}

export function nameOf({ values }: Entry): string | undefined {
    const name = values.get(attributes.name);
    return typeof name === "string" && name !== "" ? name : undefined;
}

/** Of each dimension. */
function lengthsOf(array: Entry): number[] {
    return [...childrenOf(array)]
        .filter(({ tag }) => tag === tags.subrange)
        .map(({ values }) => {
            const [count, last] = [values.get(attributes.count), values.get(attributes.upperBound)];
            return typeof count === "number" ? count : typeof last === "number" ? last + 1 : 0;
        });
}
