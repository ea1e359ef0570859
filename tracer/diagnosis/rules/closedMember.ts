import type { EpollReported, Report } from "../../model/kinds/epoll";
import type { ProcessId } from "../../model/identities";
import { lookAt } from "../../model/lookAt";
import { tableOf } from "../../model/owners/lookups";
import type { State } from "../../model/state";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** What leaves an epoll set is the open file description: a closed descriptor is reported as long as a copy is open (epoll(7)). */
export const closedMember: Rule = {
    id: "IPC060",
    title: "epoll reports a descriptor that is closed",
    severity: "error",
    about: "sockets",
    watch() {
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["epollReported"], (event, before) => {
                for (const report of event.reports) {
                    const key = `${event.process} ${event.object} ${report.target ?? ""}`;
                    const keeper = found.has(key) ? undefined : keeperOf(event, report, before);
                    if (keeper !== undefined) found.set(key, findingOf(event, report, keeper));
                }
            }),
            findings: () => [...found.values()],
        };
    },
};

/** Who keeps the open file description of a member whose number stands for nothing; undefined: nobody, or the process itself, by a duplicate. */
function keeperOf({ process, tid, object }: EpollReported, { target }: Report, before: State): ProcessId | undefined {
    const epoll = before.objects.get(object);
    const descriptors = tableOf(before, process, tid)?.descriptors;
    if (target === null || descriptors === undefined || epoll?.kind !== "epoll" || !epoll.complete) return undefined;
    const [member, ...more] = epoll.interests.filter(({ fd }) => fd === target);
    if (member === undefined || more.length > 0 || descriptors.has(target)) return undefined;
    const holders = lookAt(before).referrers(member.description);
    return holders.some((holder) => holder.process === process) ? undefined : holders[0]?.process;
}

function findingOf(
    { process, fd, object, source, seq, ...call }: EpollReported,
    { target, targetObject }: Report,
    keeper: ProcessId,
): NewFinding {
    return {
        certainty: "proven",
        message:
            `${callText(call, fd)}${inPlace(source)} of ${process} reported descriptor ${target ?? "?"} (${targetObject ?? "unknown"}), which ${process} has closed: ` +
            `a copy of it is open in ${keeper}, so that it is still in the set, and cannot be taken out any more. ` +
            "epoll_ctl(…, EPOLL_CTL_DEL, …) belongs before the close.",
        process,
        object,
        ...(target !== null && { fd: target }),
        at: seq,
        locations: places(["symptom", process, source]),
    };
}
