/** Epoll instances: the set, by /proc/PID/fdinfo (proc_pid_fdinfo(5), ep_show_fdinfo in fs/eventpoll.c). */
import type { Epoll, Interest } from "../model/kinds/epoll";
import { epollBits } from "../model/readiness";
import { answerTo } from "../trace/kernelAnswers";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const setOfEpoll = aboutDescriptions("link:anon_inode:[eventpoll]", "info");

/** Always waited for, unless the member is a one-shot one that was reported (do_epoll_ctl). */
const always = epollBits(["EPOLLERR", "EPOLLHUP"]);
/** What says how to report, and stays when it was (EP_PRIVATE_BITS). */
const manners = epollBits(["EPOLLWAKEUP", "EPOLLONESHOT", "EPOLLET", "EPOLLEXCLUSIVE"]);

export const epollJudge: Judge<Epoll> = {
    inquiries: [setOfEpoll],
    compare({ object, held, snapshot, place }) {
        const answer = held[0] === undefined ? undefined : answerTo(snapshot, setOfEpoll, held[0].kernel.class);
        if (answer === undefined) return;
        const kernel = readSet(new TextDecoder().decode(answer.bytes));
        const known = object.interests.map((one) => textOf(one, kernel)).sort();
        const all = kernel.map(textOfKernel).sort();
        place.compare("set", known.join(), (object.complete ? all : all.filter((one) => known.includes(one))).join());
    },
};

interface Member {
    readonly fd: number;
    readonly bits: number;
    readonly data: bigint;
}

function readSet(text: string): readonly Member[] {
    return [...text.matchAll(/^tfd:\s*(\d+) events:\s*([0-9a-f]+) data:\s*([0-9a-f]+)/gm)].map(([, fd, bits, data]) => ({
        fd: Number(fd),
        bits: parseInt(bits ?? "", 16),
        data: BigInt(`0x${data}`),
    }));
}

function textOfKernel({ fd, bits, data }: Member): string {
    return `${fd} ${bits.toString(16)} ${data.toString(16)}`;
}

/** Of one that may have been reported or not, the kernel knows which. */
function textOf({ fd, events, data, armed }: Interest, kernel: readonly Member[]): string {
    const bits = epollBits(events);
    const whenArmed = { fd, data, bits: (bits | always) >>> 0 };
    const whenReported = { fd, data, bits: (bits & manners) >>> 0 };
    const isReported = armed === null ? kernel.some((one) => textOfKernel(one) === textOfKernel(whenReported)) : !armed;
    return textOfKernel(isReported ? whenReported : whenArmed);
}
