import type { Event } from "../../model/event";
import type { EpollReported } from "../../model/kinds/epoll";
import type { DescriptorsReady } from "../../model/owners/readyEvents";
import { callText, count, inPlace, list } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

type Answer = DescriptorsReady | EpollReported;

interface Asking {
    readonly last: Answer;
    readonly times: number;
    /** How many of them came at once after the one before: on a busy machine not all do. */
    readonly quick: number;
}

/** Nobody who does something about it asks so often in between. */
const tooOften = 100;
/** In seconds, from one answer to the next. */
const atOnce = 0.001;

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
        const asking = new Map<number, Asking>();
        const found = new Map<string, Asking>();
        function others({ tid, call }: Event): void {
            if (call !== undefined) asking.delete(tid);
        }
        function answered(event: Answer): void {
            if (!tellsOfEndsOnly(answersOf(event))) return others(event);
            const before = asking.get(event.tid);
            const now =
                before !== undefined && before.last.call === event.call ? again(before, event) : { last: event, times: 1, quick: 0 };
            asking.set(event.tid, now);
            if (now.quick >= tooOften) found.set(`${event.process} ${event.call ?? ""}`, now);
        }
        return {
            ...hears(["descriptorsReady", "epollReported"], answered),
            others,
            isAwake: () => asking.size > 0,
            findings: () => [...found.values()].map(findingOf),
        };
    },
};

function again({ last, times, quick }: Asking, event: Answer): Asking {
    return { last: event, times: times + 1, quick: event.time - last.time <= atOnce ? quick + 1 : quick };
}

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

function findingOf({ last, times }: Asking): NewFinding {
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
