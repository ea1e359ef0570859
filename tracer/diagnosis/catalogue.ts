/** All rules: one line each. */
import type { Rule } from "./rule";
import { circularWait } from "./rules/circularWait";
import { closedByExec } from "./rules/closedByExec";
import { descriptorsUsedUp } from "./rules/descriptorsUsedUp";
import { goesOnAfterExec } from "./rules/goesOnAfterExec";
import { keptEnd } from "./rules/keptEnd";
import { lostRest } from "./rules/lostRest";
import { mergedSigchld } from "./rules/mergedSigchld";
import { mixedWrites } from "./rules/mixedWrites";
import { nobodyLeft } from "./rules/nobodyLeft";
import { oppositeOpens } from "./rules/oppositeOpens";
import { ownEnd } from "./rules/ownEnd";
import { sharedOffset } from "./rules/sharedOffset";
import { strangersChild } from "./rules/strangersChild";
import { swappedDup2 } from "./rules/swappedDup2";
import { unnoticedWriteErrors } from "./rules/unnoticedWriteErrors";

export const catalogue: readonly Rule[] = [
    circularWait,
    ownEnd,
    keptEnd,
    nobodyLeft,
    oppositeOpens,
    descriptorsUsedUp,
    closedByExec,
    swappedDup2,
    unnoticedWriteErrors,
    lostRest,
    mixedWrites,
    goesOnAfterExec,
    strangersChild,
    mergedSigchld,
    sharedOffset,
];

export function titleOf(id: string): string {
    return catalogue.find((rule) => rule.id === id)?.title ?? id;
}
