/** Which message a receiver gets (msgop(2)). */
import type { Message, Wanted } from "./state";

export function isWanted({ type, except }: Wanted, message: Message): boolean {
    if (type === 0n) return true;
    if (type < 0n) return message.type <= -type;
    return except ? message.type !== type : message.type === type;
}

/** The message that the kernel gives out of these; undefined: the receiver waits. */
export function selected(wanted: Wanted, messages: readonly Message[]): Message | undefined {
    const fitting = messages.filter((message) => isWanted(wanted, message));
    if (wanted.type >= 0n) return fitting[0];
    return fitting.reduce<Message | undefined>((best, each) => (best === undefined || each.type < best.type ? each : best), undefined);
}
