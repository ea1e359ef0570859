/**
 * Whether there are so many cards that those nobody looks at are drawn small. A crowd that has begun lasts until it is
 * clearly over, so that a process more or less does not change the picture each time. Pure.
 */
import { isPipeCard } from "../scene/pipes";
import type { Scene } from "../scene/scene";

export interface Crowd {
    readonly processes: boolean;
    readonly pipes: boolean;
}

const begins = 13;
const ends = 9;
/** Beside a crowd of processes pipes are small sooner, or they would stand far below their processes. */
const pipesBegin = 7;
const pipesEnd = 5;

export const noCrowd: Crowd = { processes: false, pipes: false };

export function crowdOf(scene: Scene, previous: Crowd): Crowd {
    const living = scene.processes.filter((card) => !card.gone).length;
    const pipes = scene.objects.filter(isPipeCard).length;
    const processes = living >= (previous.processes ? ends : begins);
    const manyPipes = processes ? pipes >= (previous.pipes ? pipesEnd : pipesBegin) : pipes >= (previous.pipes ? ends : begins);
    return { processes, pipes: manyPipes };
}
