/** What a mechanism says about its calls: the one thing that its file exports to the table `mechanisms.ts`. */
import type { KernelObjectKind, KindTypes } from "../model/kindTypes";
import type { Meaning, WaitKind } from "../syscalls/table";
import type { Awaited, EnteredCall } from "./enteredCall";
import type { CallMeaning } from "./returnedCall";
import type { Transfers } from "./transfers";

export interface Mechanism {
    /** What the return of a call means; by the rows' `meaning`. */
    readonly meanings?: { readonly [M in Meaning]?: CallMeaning };
    /** Calls whose failure means more than that nothing happened. */
    readonly failures?: { readonly [M in Meaning]?: CallMeaning };
    /** What a call that has not returned waits for; by the rows' `waits`. Null: with these arguments it never waits. */
    readonly awaited?: { readonly [W in WaitKind]?: (call: EnteredCall) => Awaited | null };
    /** What reading and writing mean, for kinds where more happens than that bytes move. */
    readonly transfers?: { readonly [K in KernelObjectKind]?: Transfers<KindTypes[K]["object"]> };
}
