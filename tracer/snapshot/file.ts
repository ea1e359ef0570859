/** Files, also those in memory only: their size, by stat(2) of each descriptor. */
import { isPipe } from "../model/objects";
import type { Judge, Judged } from "./judge";

export const fileJudge: Judge = { inquiries: [], compare: compareFile };

function compareFile({ object, held }: Judged): void {
    if (isPipe(object)) return;
    for (const { kernel, place } of held) place.compare(`size of ${object.id}`, object.size, kernel.size);
}
