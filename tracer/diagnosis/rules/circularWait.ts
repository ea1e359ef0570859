import { places } from "../finding";
import type { Rule } from "../rule";
import { isIdleThread } from "../../model/waitGraph/eventLoops";
import { certaintyOf, throughWhich, type Knot } from "../../model/waitGraph/knots";
import { causeOfAll } from "../waits/earlierCause";
import { knotWatch } from "../waits/knotWatch";
import type { Stuck } from "../../model/waitGraph/stuck";
import { wayOut } from "../../model/waitGraph/wayOut";
import { symptoms, victimsText, waitText } from "../waits/waitText";

/** Processes wait for each other: each could only be helped by others of them. */
export const circularWait: Rule = {
    id: "IPC001",
    title: "Circular wait",
    severity: "error",
    about: "waits",
    watch: () =>
        knotWatch("circle", ({ state, knot }) => {
            const { members, victims } = withoutJoins(withoutIdleThreads(knot));
            const cause = causeOfAll(state, members);
            const object = members.find(({ wait }) => wait.object !== null)?.wait.object ?? null;
            const waits = members.map((one) => waitText(state, one));
            return {
                certainty: certaintyOf(members),
                message:
                    `Circular wait: ${waits.join("; ")}. None of them can go on.` +
                    `${victimsText(victims)} ${cause?.text ?? wayOut(state, members)}`,
                process: members[0]?.process.id ?? "",
                ...(object !== null && { object }),
                locations: [
                    ...(cause?.locations ?? []),
                    ...places(...members.map(({ process, wait }) => ["cause", process.id, wait.source] as const)),
                    ...places(
                        ...members.flatMap((one) =>
                            throughWhich(one).map(({ process, got }) => ["related", process, got?.source] as const),
                        ),
                    ),
                    ...symptoms(victims),
                ],
            };
        }),
};

function withoutIdleThreads({ members, victims }: Knot): Knot {
    const isAtWork = ({ process, wait }: Stuck): boolean => !isIdleThread(process, wait);
    return { members: members.filter(isAtWork), victims: victims.filter(isAtWork) };
}

/** Who waits for a thread's end does not keep the others from going on, though it is of the same process as they. */
function withoutJoins({ members, victims }: Knot): Knot {
    const joins = members.filter(({ wait: { awaits } }) => awaits.what === "futex" && awaits.thread !== undefined);
    if (members.length - joins.length < 2) return { members, victims };
    return { members: members.filter((one) => !joins.includes(one)), victims: [...joins, ...victims] };
}
