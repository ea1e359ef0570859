import type { State } from "../../model/state";
import type { Stuck } from "../../model/waitGraph/stuck";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";
import { knotWatch } from "../waits/knotWatch";
import type { TakenBack } from "../waits/ownMessages";
import type { Past } from "../waits/tie";
import { symptoms, victimsText, whereText } from "../waits/waitText";

/** One queue for both directions: whoever asks first takes the message, and that may be who has sent it (msgop(2), mq_overview(7)). */
export const ownMessageTaken: Rule = {
    id: "IPC074",
    title: "A process has received its own message",
    severity: "error",
    about: "data",
    watch: () =>
        knotWatch(
            "takenBack",
            ({ knot: { members, victims }, tie: { waiter, taken } }) =>
                findingOf(waiter, taken, [...members.filter((one) => one !== waiter), ...victims]),
            missed,
        ),
};

/** Of queues that others could open, too: they have not done so. */
function missed(state: State, { ownMessages }: Past): readonly NewFinding[] {
    for (const process of state.processes.values()) {
        for (const { call: wait } of process.threads.values()) {
            if (wait === null || wait.timed === true) continue;
            const taken = ownMessages.missedBy(state, { wait });
            if (taken === null || ownMessages.hasReceived(process.id, taken.received.object)) continue;
            return [findingOf({ process, wait }, taken, [])];
        }
    }
    return [];
}

function findingOf(waiter: Pick<Stuck, "process" | "wait">, { message, received }: TakenBack, others: readonly Stuck[]): NewFinding {
    const { process, source, object } = received;
    const [like, advice] = "type" in message ? [` of type ${message.type}`, "a type, or a queue, of its own"] : ["", "a queue of its own"];
    return {
        certainty: "likely",
        message:
            `${callText(received, "fd" in received ? received.fd : null)}${inPlace(source)} of ${process} received the message that ${process} had itself sent${inPlace(message.source)}, and ` +
            `${whereText(waiter)} for a message${like} in vain.${victimsText(others)} ` +
            `Whoever receives first gets a message, whoever it was meant for: each direction needs ${advice}.`,
        process: waiter.process.id,
        object,
        locations: [...places(["cause", process, source], ["related", process, message.source]), ...symptoms([waiter, ...others])],
    };
}
