/** All rules: one line each. */
import type { Rule } from "./rule";
import { acceptedAndKept } from "./rules/acceptedAndKept";
import { blockedByExec } from "./rules/blockedByExec";
import { busyWaiting } from "./rules/busyWaiting";
import { circularWait } from "./rules/circularWait";
import { closedByExec } from "./rules/closedByExec";
import { closedMember } from "./rules/closedMember";
import { closedTwice } from "./rules/closedTwice";
import { daemonKeepsEnd } from "./rules/daemonKeepsEnd";
import { deadAddress } from "./rules/deadAddress";
import { descriptorsUsedUp } from "./rules/descriptorsUsedUp";
import { goesOnAfterExec } from "./rules/goesOnAfterExec";
import { hangUpIgnored } from "./rules/hangUpIgnored";
import { ignoredChildren } from "./rules/ignoredChildren";
import { interruptedReader } from "./rules/interruptedReader";
import { keptEnd } from "./rules/keptEnd";
import { killedBySigpipe } from "./rules/killedBySigpipe";
import { leftBehindObjects } from "./rules/leftBehindObjects";
import { lostLock } from "./rules/lostLock";
import { lostRest } from "./rules/lostRest";
import { mergedSigchld } from "./rules/mergedSigchld";
import { messageDoesNotFit } from "./rules/messageDoesNotFit";
import { messageDoesNotFitQueue } from "./rules/messageDoesNotFitQueue";
import { messageTooBig } from "./rules/messageTooBig";
import { mixedWrites } from "./rules/mixedWrites";
import { neverShared } from "./rules/neverShared";
import { nobodyLeft } from "./rules/nobodyLeft";
import { oppositeOpens } from "./rules/oppositeOpens";
import { overwrittenBytes } from "./rules/overwrittenBytes";
import { ownEnd } from "./rules/ownEnd";
import { ownMessageTaken } from "./rules/ownMessageTaken";
import { ownerEnded } from "./rules/ownerEnded";
import { partTakenForAll } from "./rules/partTakenForAll";
import { passedOverMessages } from "./rules/passedOverMessages";
import { pauseRace } from "./rules/pauseRace";
import { printedTwice } from "./rules/printedTwice";
import { printedInVain } from "./rules/printedInVain";
import { privateMapping } from "./rules/privateMapping";
import { readsAfterEnd } from "./rules/readsAfterEnd";
import { refusedLock } from "./rules/refusedLock";
import { replyToNobody } from "./rules/replyToNobody";
import { resetConnection } from "./rules/resetConnection";
import { setNotRefilled } from "./rules/setNotRefilled";
import { sharedOffset } from "./rules/sharedOffset";
import { signalBeforeHandler } from "./rules/signalBeforeHandler";
import { signalNeverSent } from "./rules/signalNeverSent";
import { statusThrownAway } from "./rules/statusThrownAway";
import { strangersChild } from "./rules/strangersChild";
import { swappedDup2 } from "./rules/swappedDup2";
import { truncatedDatagram } from "./rules/truncatedDatagram";
import { unnoticedWriteErrors } from "./rules/unnoticedWriteErrors";
import { unorderedAccesses } from "./rules/unorderedAccesses";
import { unreadRest } from "./rules/unreadRest";
import { unreapedChildren } from "./rules/unreapedChildren";
import { unservedConnection } from "./rules/unservedConnection";
import { unsafeInHandler } from "./rules/unsafeInHandler";
import { usedAfterClose } from "./rules/usedAfterClose";
import { wrongEnd } from "./rules/wrongEnd";

export const catalogue: readonly Rule[] = [
    circularWait,
    ownEnd,
    keptEnd,
    nobodyLeft,
    oppositeOpens,
    ownerEnded,
    passedOverMessages,
    daemonKeepsEnd,
    descriptorsUsedUp,
    closedByExec,
    swappedDup2,
    closedTwice,
    usedAfterClose,
    wrongEnd,
    unnoticedWriteErrors,
    lostRest,
    mixedWrites,
    readsAfterEnd,
    busyWaiting,
    overwrittenBytes,
    truncatedDatagram,
    partTakenForAll,
    printedTwice,
    printedInVain,
    goesOnAfterExec,
    strangersChild,
    mergedSigchld,
    unreapedChildren,
    ignoredChildren,
    statusThrownAway,
    sharedOffset,
    refusedLock,
    lostLock,
    killedBySigpipe,
    pauseRace,
    blockedByExec,
    unsafeInHandler,
    interruptedReader,
    signalBeforeHandler,
    signalNeverSent,
    closedMember,
    deadAddress,
    unreadRest,
    setNotRefilled,
    resetConnection,
    acceptedAndKept,
    unservedConnection,
    replyToNobody,
    hangUpIgnored,
    messageDoesNotFit,
    leftBehindObjects,
    messageTooBig,
    messageDoesNotFitQueue,
    ownMessageTaken,
    unorderedAccesses,
    privateMapping,
    neverShared,
];

export function titleOf(id: string): string {
    return catalogue.find((rule) => rule.id === id)?.title ?? id;
}
