import { count, list } from "../../model/words";
import { places } from "../finding";
import type { Rule } from "../rule";
import { knotWatch } from "../waits/knotWatch";
import type { PassedOver } from "../waits/passedOver";
import { symptoms, victimsText, whereText } from "../waits/waitText";

/** msgrcv(2) with a type that nobody sends, although messages are there. */
export const passedOverMessages: Rule = {
    id: "IPC007",
    title: "The messages are of another type than the awaited one",
    severity: "error",
    about: "waits",
    watch: () =>
        knotWatch("passedOver", ({ knot: { members, victims }, tie: { waiter, messages } }) => {
            const others = [...members.filter((one) => one !== waiter), ...victims];
            const { object } = waiter.wait;
            const sent = messages.messages.map(({ process, source }) => [process, source] as const);
            return {
                certainty: waiter.certainty,
                message:
                    `${whereText(waiter)} for a message of ${wantedText(messages)}, ${heldText(messages)}, ` +
                    `and nobody who could send another goes on.${victimsText(others)} ` +
                    "The msgtyp of msgrcv and the mtype of msgsnd have to agree.",
                process: waiter.process.id,
                ...(object !== null && { object }),
                locations: [
                    ...symptoms([waiter]).map((place) => ({ ...place, role: "cause" as const })),
                    ...places(...sent.flatMap(([process, source]) => (process === null ? [] : [["related", process, source] as const]))),
                    ...symptoms(others),
                ],
            };
        }),
};

function wantedText({ wanted }: PassedOver): string {
    return wanted > 0n ? `type ${wanted}` : `a type up to ${-wanted}`;
}

/** "but the queue holds 2 messages, of type 1 and 3". */
function heldText({ messages }: PassedOver): string {
    const types = [...new Set(messages.map(({ type }) => String(type)))];
    return `but the queue holds ${count(messages.length, "message")}, of type ${list(types)}`;
}
