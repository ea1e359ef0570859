import type { Event } from "../../model/event";
import type { EpollReported } from "../../model/kinds/epoll";
import type { DescriptorsReady } from "../../model/owners/readyEvents";
import { callText, count, inPlace, list } from "../../model/words";
import { places } from "../finding";
import { isTooOften, oneMore, type InARow } from "../inARow";
import { hears, type NewFinding, type Rule } from "../rule";

type Answer = DescriptorsReady | EpollReported;

/** They are reported whether asked for or not, and for as long as the descriptor is in the set (poll(2), epoll_ctl(2)). */
const ends: ReadonlySet<string> = new Set(["POLLHUP", "POLLERR", "POLLNVAL", "EPOLLHUP", "EPOLLERR"]);

/** A loop that asks what is ready, is told that a descriptor is at its end, and asks again without doing anything about that. */
export const hangUpIgnored: Rule = {
    id: "IPC068",
    title: "A hang-up is reported again and again, and nobody heeds it",
    severity: "error",
    about: "sockets",
    watch() {
        /** By thread. */
        const asking = new Map<number, InARow<Answer>>();
        const found = new Map<string, InARow<Answer>>();
        function others({ tid, call }: Event): void {
            if (call !== undefined) asking.delete(tid);
        }
        function answered(event: Answer): void {
            if (!tellsOfEndsOnly(answersOf(event))) return others(event);
            const before = asking.get(event.tid);
            const now = oneMore(before?.last.call === event.call ? before : undefined, event);
            asking.set(event.tid, now);
            if (isTooOften(now)) found.set(`${event.process} ${event.call ?? ""}`, now);
        }
        return {
            ...hears(["descriptorsReady", "epollReported"], answered),
            others,
            isAwake: () => asking.size > 0,
            findings: () => [...found.values()].map(findingOf),
        };
    },
};

interface Reported {
    readonly fd: number | null;
    readonly events: readonly string[];
}

function tellsOfEndsOnly(answers: readonly Reported[]): boolean {
    return answers.length > 0 && answers.every(({ events }) => events.every((name) => ends.has(name)));
}

function answersOf(event: Answer): readonly Reported[] {
    return event.kind === "descriptorsReady" ? event.ready : event.reports.map(({ target, events }) => ({ fd: target, events }));
}

function findingOf({ last, times }: InARow<Answer>): NewFinding {
    const { process, source, seq } = last;
    const answers = answersOf(last);
    const names = list([...new Set(answers.flatMap(({ events }) => events))]);
    const fds = answers.flatMap(({ fd }) => fd ?? []);
    const of = fds.length === 0 ? "" : ` for descriptor ${list(fds.map(String))}`;
    const [fd] = fds;
    return {
        certainty: "proven",
        message:
            `${callText(last, null)}${inPlace(source)} of ${process} reported nothing but ${names}${of}, ${count(times, "time")} in a row, and nothing else was called in ` +
            "between: that is reported at once, whether asked for or not, as long as the descriptor is in the set, and keeps the processor busy. " +
            "When it comes the descriptor has to be closed, and to leave the set.",
        process,
        ...(fd !== undefined && { fd }),
        at: seq,
        locations: places(["cause", process, source]),
    };
}
