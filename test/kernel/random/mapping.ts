/** Mappings in an arena of pages: of files behind descriptors, of memory without a name, and of what is attached there. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const [PROT_READ, PROT_WRITE, PROT_EXEC] = [1, 2, 4];
const [MAP_SHARED, MAP_PRIVATE, MAP_ANONYMOUS] = [0x01, 0x02, 0x20];
const [MREMAP_MAYMOVE, MREMAP_FIXED, MREMAP_DONTUNMAP] = [1, 2, 4];
const [MS_ASYNC, MS_INVALIDATE, MS_SYNC] = [1, 2, 4];
const [MADV_DONTNEED, MADV_REMOVE, MADV_DONTFORK, MADV_DOFORK] = [4, 9, 10, 11];
const advices = [MADV_DONTNEED, MADV_REMOVE, MADV_DONTFORK, MADV_DONTFORK, MADV_DOFORK, MADV_DOFORK];
export const arenaPages = 24;
const longest = 6;

/** How many mappings there probably are. */
const believed = new WeakMap<Actor, number>();

export const mappingChoices: readonly Choice[] = [
    { weight: (actor) => (mapped(actor) < 3 ? 4 : 2), write: map },
    { weight: (actor) => (mapped(actor) > 0 ? 2 : 0), write: (actor, script) => script.line(actor, "munmap", ...range(script)) },
    {
        weight: (actor) => (mapped(actor) > 0 ? 3 : 0),
        // Over a hole it fails half-way, and the rest of the process's life is spent with unknown protections: seldom.
        write: (actor, script) => script.line(actor, "mprotect", page(script), script.random.pick([1, 1, 1, 2]), protection(script)),
    },
    { weight: (actor) => (mapped(actor) > 0 ? 2 : 0), write: remap },
    {
        weight: (actor) => (mapped(actor) > 0 ? 1 : 0),
        write: (actor, script) =>
            script.line(actor, "msync", ...range(script), script.random.pick([MS_ASYNC, MS_SYNC, MS_SYNC | MS_INVALIDATE])),
    },
    {
        weight: (actor) => (mapped(actor) > 0 ? 1 : 0),
        write: (actor, script) => script.line(actor, "madvise", ...range(script), script.random.pick(advices)),
    },
    { weight: (actor) => (mapped(actor) > 0 ? 3 : 0), write: store },
    { weight: (actor) => (mapped(actor) > 0 ? 1 : 0), write: (actor, script) => script.line(actor, "brk", script.random.pick([0, 1, 3])) },
];

function mapped(actor: Actor): number {
    return believed.get(actor) ?? 0;
}

function map(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const ofFile = random.chance(60);
    const flags = random.pick([MAP_SHARED, MAP_SHARED, MAP_PRIVATE]) | (ofFile ? 0 : MAP_ANONYMOUS);
    const place = random.chance(90) ? page(script) : -1;
    const descriptor = ofFile ? script.descriptor(actor, "file") + 1 : 0;
    const offset = random.pick([0, 0, 1, 5]);
    script.line(actor, "mmap", place, 1 + random.below(longest), protection(script) | (flags << 3), descriptor | (offset << 8));
    believed.set(actor, mapped(actor) + 1);
}

function remap(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const flags = random.chance(70) ? MREMAP_MAYMOVE | script.someFlags([MREMAP_FIXED], 75) | script.someFlags([MREMAP_DONTUNMAP], 10) : 0;
    const [from, length] = range(script);
    // Of several mappings that keep their length, what lies between them stays where it is (since Linux 6.17): not drawn.
    const old = (flags & MREMAP_FIXED) !== 0 ? 1 : random.chance(90) ? length : 0;
    script.line(actor, "mremap", from, old, random.pick([1, old, old, old + 2]), flags | (page(script) << 8));
}

/** Around the end of a page: so many bytes before it, and so many behind. */
function store(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    script.line(actor, "store", page(script), random.pick([1, 16, 4096]), random.pick([0, 0, 8]), 1 + random.below(255));
}

function range(script: ScriptWriter): [number, number] {
    return [page(script), 1 + script.random.below(longest)];
}

function page({ random }: ScriptWriter): number {
    return random.below(arenaPages);
}

function protection({ random }: ScriptWriter): number {
    return random.pick([PROT_READ | PROT_WRITE, PROT_READ | PROT_WRITE, PROT_READ, PROT_WRITE, PROT_READ | PROT_EXEC, 0]);
}
