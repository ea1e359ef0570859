/** The process that has a pid: one that lives rather than one that had the same pid before. */
import type { ProcessCard, Scene } from "./scene";

export function selectedProcess(scene: Scene, pid: number | null): ProcessCard | undefined {
    return scene.processes.findLast((card) => card.pid === pid && !card.gone) ?? scene.processes.findLast((card) => card.pid === pid);
}
