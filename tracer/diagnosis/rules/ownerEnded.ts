import { inPlace } from "../../model/words";
import { places } from "../finding";
import type { Rule } from "../rule";
import { knotWatch } from "../waits/knotWatch";
import { symptoms, victimsText, waitText } from "../waits/waitText";

/** A mutex or a semaphore that a process had when it ended (pthread_mutexattr_setrobust(3), semop(2)). */
export const ownerEnded: Rule = {
    id: "IPC006",
    title: "What a process has taken is lost with it",
    severity: "error",
    about: "waits",
    watch: () =>
        knotWatch("left", ({ state, knot: { members, victims }, tie: { waiter, taken } }) => {
            const others = [...members.filter((one) => one !== waiter), ...victims];
            const { object, fd } = waiter.wait;
            const isThere = state.processes.get(taken.process)?.exit === null;
            return {
                certainty: waiter.certainty,
                message:
                    `${isThere ? `A thread of ${taken.process}` : taken.process} has ended with the ${taken.what} that it took${inPlace(taken.source)}, and nobody else gives it back. ` +
                    `${waitText(state, waiter)}.${victimsText(others)} ${advice[taken.what]}`,
                process: waiter.process.id,
                ...(object !== null && { object }),
                ...(fd !== null && { fd }),
                locations: [...places(["cause", taken.process, taken.source]), ...symptoms([waiter, ...others])],
            };
        }),
};

const advice = {
    mutex: "A robust mutex (PTHREAD_MUTEX_ROBUST) goes to the next one then, which is told so by EOWNERDEAD.",
    semaphore: "With SEM_UNDO the end of a process gives back what it has taken.",
};
