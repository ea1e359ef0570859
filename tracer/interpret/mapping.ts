/** Memory that stands for objects: mmap(2), munmap(2), mremap(2), remap_file_pages(2), mprotect(2), msync(2), madvise(2). */
import { startupKind } from "../model/folding/startupFiles";
import type { KernelObject } from "../model/kindTypes";
import { overlaps, rangeOf } from "../model/owners/changeMappings";
import { endOf, wholePages, type Mapping } from "../model/owners/space";
import { noMemory } from "../syscalls/errorNames";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

const mapType = 0xf;
const privateMap = 2;
const [fixed, anonymous, hugePages] = [0x10, 0x20, 0x40000];
/** Of x86-64 without the five-level page tables that a program has to ask for. */
const addressSpaceSize = 1n << 47n;
const [hugePageShift, hugePageMask, usualHugePage] = [26, 0x3f, 21];

function mapMemory(call: ReturnedCall): void {
    const flags = call.int("flags");
    const shared = (flags & mapType) !== privateMap;
    const place = {
        address: BigInt(call.result),
        length: wholePages(call.size("length"), pageSizeOf(flags)),
        protection: protectionOf(call.int("protection")),
        shared,
    };
    const open = (flags & anonymous) !== 0 ? undefined : call.used(call.int("fd"));
    if (open === undefined || isZeroDevice(open.object)) {
        if (shared) tellSharedAnonymous(call, place, open?.fd ?? null);
        else if ((flags & fixed) !== 0) tellUnmapped(call, place.address, place.length);
        return;
    }
    // What the loader and locales read is nobody's means of communication.
    if (!shared && open.object.name !== null && startupKind(open.object.name) !== null) return;
    call.tell({ kind: "memoryMapped", object: open.object.id, fd: open.fd, ...place, offset: call.size("offset") });
}

interface Place {
    readonly address: bigint;
    readonly length: number;
    readonly protection: string;
    readonly shared: boolean;
}

/** The kernel makes an object of its own for each such mapping (mm/shmem.c, shmem_zero_setup). */
function tellSharedAnonymous(call: ReturnedCall, place: Place, fd: number | null): void {
    const newObject = { ...call.interpretation.identities.unseen("anonymousMemory"), size: place.length };
    call.tell({ kind: "memoryMapped", object: newObject.id, newObject, fd, ...place, offset: 0 });
}

/** zero(4): each mapping of it is anonymous memory. */
function isZeroDevice({ kind, name }: KernelObject): boolean {
    return kind === "device" && name === "/dev/zero";
}

/** Bytes. */
function pageSizeOf(flags: number): number {
    if ((flags & hugePages) === 0) return wholePages(1);
    const shift = (flags >>> hugePageShift) & hugePageMask;
    return 2 ** (shift === 0 ? usualHugePage : shift);
}

/** As /proc/PID/maps writes it. */
function protectionOf(bits: number): string {
    return ["r", "w", "x"].map((letter, bit) => ((bits & (1 << bit)) === 0 ? "-" : letter)).join("");
}

/** A socket can only be asked whether it can be mapped when what was at a fixed address is gone already (sock_no_mmap, mmap_region). */
function mappingFailed(call: ReturnedCall): void {
    call.tellReturned();
    const isSocket = call.known(call.int("fd"))?.object.kind === "socket";
    const isAnonymous = (call.int("flags") & anonymous) !== 0;
    if ((call.int("flags") & fixed) === 0 || isAnonymous || !isSocket || call.result !== -noSuchDevice || !rangeIsSane(call)) return;
    tellUnmapped(call, call.word("address"), wholePages(call.size("length")));
}

const noSuchDevice = 19; // ENODEV

function unmapMemory(call: ReturnedCall): void {
    tellUnmapped(call, call.word("address"), wholePages(call.size("length")));
}

function tellUnmapped(call: ReturnedCall, address: bigint, length: number): void {
    const { began } = call;
    const there = mappingsIn(call, address, length).filter(({ since }) => since <= began);
    if (there.length > 0) call.tell({ kind: "memoryUnmapped", ...objectsOf(there), address, length, began });
}

function remapMemory(call: ReturnedCall): void {
    const [address, newAddress] = [call.word("address"), BigInt(call.result)];
    const [length, newLength] = [wholePages(call.size("length")), wholePages(call.size("newLength"))];
    const dontUnmap = 4;
    const there = mappingsIn(call, address, Math.max(length, 1));
    if (there.length === 0) {
        if (newAddress !== address) tellUnmapped(call, newAddress, newLength);
        return;
    }
    const kept = length === 0 || (call.int("flags") & dontUnmap) !== 0;
    call.tell({ kind: "memoryMoved", ...objectsOf(there), address, length, newAddress, newLength, kept });
}

/**
 * Another part of the same object takes that place (remap_file_pages(2)): whole pages of it, mapped as the first of them was (mm/mmap.c
 * since Linux 4.0).
 */
function remapFilePages(call: ReturnedCall): void {
    const page = wholePages(1);
    const asked = call.word("address");
    const address = asked - (asked % BigInt(page));
    const [first] = mappingsIn(call, address, 1);
    if (first === undefined || first.protection === null) return call.tellReturned();
    const length = call.size("length") - (call.size("length") % page);
    const { object, protection, attached } = first;
    const offset = call.size("page") * page;
    call.tell({ kind: "memoryMapped", object, fd: null, address, length, protection, shared: true, offset, ...(attached && { attached }) });
}

function protectMemory(call: ReturnedCall): void {
    const from = call.word("address");
    tellProtected(call, from, from + BigInt(wholePages(call.size("length"))), protectionOf(call.int("protection")));
}

/**
 * The range is changed up to the place where the call failed (mm/mprotect.c): with ENOMEM up to a hole, which does not come before the
 * end of the mappings that follow each other from its start.
 */
function protectionFailed(call: ReturnedCall): void {
    const address = call.word("address");
    const there = rangeIsSane(call) ? mappingsIn(call, address, wholePages(call.size("length"))) : [];
    if (there.length === 0) return;
    call.tellReturned();
    const end = address + BigInt(wholePages(call.size("length")));
    const [only, ...others] = there;
    if (call.result !== -noMemory) {
        if (others.length > 0 || (only !== undefined && endOf(only) < end)) tellProtected(call, address, end, null);
        return;
    }
    const changed = endOfRun(there, address);
    if (changed > address) tellProtected(call, address, changed < end ? changed : end, protectionOf(call.int("protection")));
    if (changed < end) tellProtected(call, changed, end, null);
}

/** Where the mappings end that follow each other from an address. */
function endOfRun(mappings: readonly Mapping[], from: bigint): bigint {
    let end = from;
    for (const mapping of mappings) if (mapping.address <= end) end = endOf(mapping);
    return end;
}

function tellProtected(call: ReturnedCall, from: bigint, to: bigint, protection: string | null): void {
    const length = Number(to - from);
    const there = mappingsIn(call, from, length);
    if (there.length > 0) call.tell({ kind: "protectionChanged", ...objectsOf(there), address: from, length, protection });
}

function synchronizeMemory(call: ReturnedCall): void {
    const [address, length] = [call.word("address"), wholePages(call.size("length"))];
    const there = mappingsIn(call, address, length);
    const stored = there.filter(({ shared }) => shared);
    const synchronously = 4;
    const waited = (call.int("flags") & synchronously) !== 0;
    if (stored.length > 0) call.tell({ kind: "memorySynchronized", ...objectsOf(stored), address, length, waited });
    else if (there.length > 0) call.tell({ kind: "memorySynchronized", ...objectsOf(there), address, length, waited, inVain: true });
}

function adviseMemory(call: ReturnedCall): void {
    const copyInFork = 11;
    const [address, length] = [call.word("address"), wholePages(call.size("length"))];
    const there = mappingsIn(call, address, length);
    const inherited = call.int("advice") === copyInFork;
    if (there.length > 0) call.tell({ kind: "inheritanceChanged", ...objectsOf(there), address, length, inherited });
}

/** What the process has there, as far as it is modelled. */
function mappingsIn(call: ReturnedCall, address: bigint, length: number): readonly Mapping[] {
    const { state } = call.interpretation;
    const space = state.spaces.get(state.processes.get(call.process.id)?.space ?? "");
    const range = rangeOf(address, length);
    return [...(space?.mappings.values() ?? [])].filter((mapping) => overlaps(mapping, range));
}

function objectsOf(mappings: readonly Mapping[]): { readonly object: string; readonly objects: readonly string[] } {
    const objects = [...new Set(mappings.map(({ object }) => object))];
    return { object: objects[0] ?? "", objects };
}

/** With ENOMEM it has done what was asked wherever there is memory (mm/madvise.c, madvise_walk_vmas). */
function advisingFailed(call: ReturnedCall): void {
    onlyAsked(call);
    if (call.result === -noMemory && rangeIsSane(call)) adviseMemory(call);
}

/** A call that failed for memory that is nobody else's is of no interest. */
function onlyAsked(call: ReturnedCall): void {
    if (rangeIsSane(call) && mappingsIn(call, call.word("address"), wholePages(call.size("length"))).length > 0) call.tellReturned();
}

/** Whatever a program gives for a length may stand in a call that fails. */
function rangeIsSane(call: ReturnedCall): boolean {
    return call.word("length") < addressSpaceSize;
}

export const mapping = {
    meanings: { mapMemory, unmapMemory, remapMemory, remapFilePages, protectMemory, synchronizeMemory, adviseMemory },
    failures: {
        mapMemory: mappingFailed,
        protectMemory: protectionFailed,
        unmapMemory: onlyAsked,
        remapMemory: onlyAsked,
        adviseMemory: advisingFailed,
    },
} satisfies Mechanism;
