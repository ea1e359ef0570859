/** What shmget(2), semget(2) and msgget(2) have in common: a key that names an object, or makes one. */
import type { ObjectId } from "../model/identities";
import type { KernelObjectKind } from "../model/kindTypes";
import type { KeySource } from "../model/kinds/systemVKey";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { ReturnedCall } from "./returnedCall";

const privateKey = 0;
const [createFlag, exclusiveFlag] = [0o1000, 0o2000];
const permissions = 0o777;

/** What a successful call tells. */
export interface SystemVGet {
    readonly named: { readonly key: number; readonly keySource?: KeySource };
    readonly number: number;
    /** Permission bits for an object that the call makes. */
    readonly mode: number;
    /** The object with this number, when the state shows it. */
    readonly known: ObjectId | undefined;
    /** Whether the call made the object, as far as can be told: one that is not known may have been there before. */
    readonly isNew: boolean;
}

/**
 * @param numbersThere Numbers of the objects that the kernel had when the trace began; null: it was not asked for them.
 */
export function systemVGet(
    call: ReturnedCall,
    kind: KernelObjectKind,
    numbersThere: (account: KernelSnapshot) => Pick<ReadonlySet<number>, "has"> | null,
): SystemVGet {
    const { identities, state, fileKeys, firstAccount } = call.interpretation;
    const [key, flags, number] = [call.int("key"), call.int("flags"), call.result];
    const keySource = fileKeys.sourceOf(key);
    const known = identities.numbered(state, kind, number);
    const mayMake = key === privateKey || (flags & createFlag) !== 0;
    const mustMake = key === privateKey || (flags & exclusiveFlag) !== 0;
    const wasThere = firstAccount !== null && numbersThere(firstAccount)?.has(number) === true;
    return {
        named: { key, ...(keySource !== undefined && { keySource }) },
        number,
        mode: flags & permissions,
        known,
        isNew: known === undefined && mayMake && (mustMake || !wasThere),
    };
}
