import type { Rule } from "../rule";
import { earlierCause } from "../waits/earlierCause";
import { knotWatch } from "../waits/knotWatch";
import { symptoms, victimsText, waitText } from "../waits/waitText";

/** A wait that no process of the recording could end, and nothing else either. */
export const nobodyLeft: Rule = {
    id: "IPC004",
    title: "Nobody can end the wait",
    severity: "error",
    about: "waits",
    watch: () =>
        knotWatch("nobody", ({ state, knot, tie: { waiter } }) => {
            const cause = earlierCause(state, waiter);
            const text = cause === null ? "" : ` ${cause.text}`;
            return {
                certainty: waiter.certainty,
                message: `${waitText(state, waiter)}. No process has what could end that.${text}${victimsText(knot.victims)}`,
                process: waiter.process.id,
                ...(waiter.wait.object !== null && { object: waiter.wait.object }),
                ...(waiter.wait.fd !== null && { fd: waiter.wait.fd }),
                locations: [...(cause?.locations ?? []), ...symptoms([waiter, ...knot.victims])],
            };
        }),
};
