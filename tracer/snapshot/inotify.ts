/** Inotify instances: what is watched, by /proc/PID/fdinfo (proc_pid_fdinfo(5), inotify_fdinfo in fs/notify/fdinfo.c). */
import type { Inotify } from "../model/kinds/inotify";
import { inotifyBits } from "../model/kinds/inotify/bits";
import { answerTo } from "../trace/kernelAnswers";
import { aboutDescriptions, ioctl } from "./inquiry";
import type { Judge } from "./judge";

const watchesOfInotify = aboutDescriptions("link:anon_inode:inotify", "info");
/** The lengths of the events that wait to be read (inotify(7)). */
const queueOfInotify = aboutDescriptions("link:anon_inode:inotify", ioctl("FIONREAD", 4));

export const inotifyJudge: Judge<Inotify> = {
    inquiries: [watchesOfInotify, queueOfInotify],
    compare({ object, held, snapshot, place }) {
        const subject = held[0]?.kernel.class;
        const answer = subject === undefined ? undefined : answerTo(snapshot, watchesOfInotify, subject);
        const queue = subject === undefined ? undefined : answerTo(snapshot, queueOfInotify, subject);
        if (answer === undefined || queue === undefined) return;
        const kernel = readWatches(new TextDecoder().decode(answer.bytes));
        const known = new Map(object.watches.map(({ watch, events }) => [watch, inotifyBits(events)]));
        const isEmpty = new DataView(queue.bytes.buffer, queue.bytes.byteOffset).getInt32(0, true) === 0;
        for (const watch of new Set([...known.keys(), ...kernel.keys()])) {
            const [ours, theirs] = [known.get(watch), kernel.get(watch)];
            // Of a watch that the kernel has removed by itself it tells in the queue.
            if ((theirs === undefined && !isEmpty) || (!object.complete && (ours === undefined || theirs === undefined))) place.unknown();
            else place.compare(`watch ${watch}`, maskText(ours), maskText(theirs));
        }
    },
};

function maskText(mask: number | undefined): string {
    return mask === undefined ? "none" : mask.toString(16);
}

/** The masks of the watches, by their numbers; both are hexadecimal. */
function readWatches(text: string): ReadonlyMap<number, number> {
    const lines = text.matchAll(/^inotify wd:([0-9a-f]+) .*? mask:([0-9a-f]+) /gm);
    return new Map([...lines].map(([, watch = "", mask = ""]) => [parseInt(watch, 16), parseInt(mask, 16)]));
}
