/** Files, also those in memory only: their size, by stat(2) of each descriptor. */
import type { File, Memfd } from "../model/kinds/file";
import type { Judge } from "./judge";

export const fileJudge: Judge<File | Memfd> = {
    inquiries: [],
    compare({ object, held }) {
        for (const { kernel, place } of held) place.compare(`size of ${object.id}`, object.size, kernel.size);
    },
};
