/** Signals (signal(7)): what their calls mean. */
import type { Mechanism } from "./mechanism";
import { acceptSignal, handlerReturn } from "./signalDelivery";
import { alternativeStack, signalAction } from "./signalHandlers";
import { signalMask } from "./signalMasks";
import { sends } from "./signalSends";
import { timers } from "./signalTimers";

export const signals = {
    meanings: { ...sends, ...timers, acceptSignal, alternativeStack, handlerReturn, signalAction, signalMask },
} satisfies Mechanism;
