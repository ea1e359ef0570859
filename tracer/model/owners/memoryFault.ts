/** An access to memory that the kernel refused, with SIGSEGV or SIGBUS (sigaction(2), si_addr and si_code). */
import type { ObjectId } from "../identities";
import type { Look } from "../look";
import type { SourceLocation } from "../sourceLocation";
import { count, placeText } from "../words";
import { addressText, protectionText } from "./mappingText";
import type { AddressSpace, FormerMapping } from "./space";
import { endOf } from "./space";

export interface MemoryFault {
    readonly address: bigint;
    /** "SEGV_MAPERR": nothing is there; "SEGV_ACCERR": what is there does not permit it; "BUS_ADRERR": there is no such memory. */
    readonly code: string;
    /** What is mapped there, as far as calls have told; null: nothing that is known. */
    readonly object: ObjectId | null;
    /** Which byte of the object. */
    readonly offset?: number;
    readonly protection?: string | null;
    /** Of the object in bytes, where that is less than what is mapped of it. */
    readonly size?: number;
    /** What was there before. */
    readonly former?: { readonly object: ObjectId; readonly call: string; readonly source: SourceLocation | null };
}

/** What was there, the last first. */
export function formerAt(space: AddressSpace | undefined, address: bigint): FormerMapping | undefined {
    return space?.former.findLast((mapping) => mapping.address <= address && address < endOf(mapping));
}

const lowestPage = 0x1000n;

/** "it used address 0x7f3c1a000010, byte 16 of sharedMemory1, which it has there to read only" */
export function faultText(fault: MemoryFault, look: Look): string {
    const { address, object, former } = fault;
    const where = `it used address ${addressText(address)}`;
    if (object !== null) return `${where}, byte ${fault.offset ?? 0} of ${look.name(object)}, ${objectText(fault)}`;
    if (former !== undefined) {
        const line = former.source === null ? "" : ` (${placeText(former.source)})`;
        return `${where}, where ${look.name(former.object)} was until ${former.call}${line}`;
    }
    if (fault.code === "SEGV_ACCERR") return `${where}, and may not do that there`;
    if (fault.code === "SEGV_MAPERR") return address < lowestPage ? `${where}: a null pointer` : `${where}, where nothing is mapped`;
    return where;
}

function objectText({ code, protection, size }: MemoryFault): string {
    if (code === "BUS_ADRERR") return size === undefined ? "where there is no memory" : `which has ${count(size, "byte")}`;
    return `which it has there ${protectionText(protection ?? null)}`;
}
