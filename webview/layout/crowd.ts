/**
 * Whether there are so many cards that those nobody looks at are drawn small. A crowd that has begun lasts until it is
 * clearly over, so that a process more or less does not change the picture each time. Pure.
 */
import type { Scene } from "../scene/scene";

export interface Crowd {
    readonly processes: boolean;
    readonly channels: boolean;
}

const begins = 13;
const ends = 9;
/** Beside a crowd of processes channels are small sooner, or they would stand far below their processes. */
const channelsBegin = 7;
const channelsEnd = 5;

export const noCrowd: Crowd = { processes: false, channels: false };

const everything: Crowd = { processes: true, channels: true };

/** `compact`: the user wants small cards. */
export function crowdOf(scene: Scene, previous: Crowd, compact: boolean): Crowd {
    if (compact) return everything;
    const living = scene.processes.filter((card) => !card.gone).length;
    const channels = scene.objects.filter((card) => card.channel).length;
    const processes = living >= (previous.processes ? ends : begins);
    const manyChannels = processes
        ? channels >= (previous.channels ? channelsEnd : channelsBegin)
        : channels >= (previous.channels ? ends : begins);
    return { processes, channels: manyChannels };
}
