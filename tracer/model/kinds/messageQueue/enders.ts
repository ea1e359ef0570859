/** Who could end a wait for a System V message queue: who has it, since nobody needs more than its number. */
import type { Awaits, Wait } from "../../awaits";
import { nobody, placeOfUse, unknownEnders, type Ender, type Enders } from "../../ender";
import type { Look } from "../../look";
import { selected } from "./selection";
import type { MessageQueue } from "./state";

export function enders(queue: MessageQueue, { awaits }: Wait, look: Look): Enders {
    const { id, number, removed } = queue;
    if (awaits.what !== "message" && awaits.what !== "room") return unknownEnders;
    if (isReady(queue, awaits)) return unknownEnders;
    const does = awaits.what === "message" ? "sent" : "received";
    const stuck = look.waiting(id).filter((wait) => wait.awaits.what === awaits.what);
    const able = look.users(id).filter(({ process }) => !stuck.some((wait) => wait.process === process));
    const [practised, others] = [able.filter(({ how }) => how.includes(does)), able.filter(({ how }) => !how.includes(does))];
    const known = [
        ...practised.map((use): Ender => {
            const has = does === "sent" ? "has sent to it" : "has received from it";
            return { process: use.process, fd: null, text: `${use.process} (${has}${placeOfUse(use, [does])})` };
        }),
        ...others.map(({ process }): Ender => ({ process, fd: null, text: `${process} (has the queue)` })),
    ];
    return { known, others: removed ? nobody : `whoever knows queue ${number}` };
}

/** The message is there, or the room for it. */
function isReady(queue: MessageQueue, awaits: Awaits): boolean {
    if (awaits.what === "message") return selected(awaits, queue.messages) !== undefined;
    const { bytes, limit, messages } = queue;
    if (awaits.what !== "room" || bytes === null || limit === null) return false;
    return bytes + awaits.length <= limit && messages.length < limit;
}
