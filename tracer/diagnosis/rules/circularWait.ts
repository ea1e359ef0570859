import { places } from "../finding";
import type { Rule } from "../rule";
import { certaintyOf, throughWhich } from "../../model/waitGraph/knots";
import { knotWatch } from "../waits/knotWatch";
import { wayOut } from "../../model/waitGraph/wayOut";
import { symptoms, victimsText, waitText } from "../waits/waitText";

/** Processes wait for each other: each could only be helped by others of them. */
export const circularWait: Rule = {
    id: "IPC001",
    title: "Circular wait",
    severity: "error",
    about: "waits",
    watch: () =>
        knotWatch("circle", ({ state, knot: { members, victims } }) => {
            const object = members.find(({ wait }) => wait.object !== null)?.wait.object ?? null;
            const waits = members.map((one) => waitText(state, one));
            return {
                certainty: certaintyOf(members),
                message:
                    `Circular wait: ${waits.join("; ")}. None of them can go on.` + `${victimsText(victims)} ${wayOut(state, members)}`,
                process: members[0]?.process.id ?? "",
                ...(object !== null && { object }),
                locations: [
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
