/** Who could end a wait for a System V message queue: who has it, since nobody needs more than its number. */
import type { Wait } from "../../awaits";
import { nobody, placeOfUse, unknownEnders, type Ender, type Enders } from "../../ender";
import type { Look } from "../../look";
import type { MessageQueue } from "./state";

export function enders({ id, number, removed }: MessageQueue, { awaits }: Wait, look: Look): Enders {
    if (awaits.what !== "message" && awaits.what !== "room") return unknownEnders;
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
