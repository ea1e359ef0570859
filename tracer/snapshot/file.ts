/** Files, also those in memory only: their size, by stat(2) of each descriptor. */
import type { File, Memfd } from "../model/kinds/file";
import { lookAt } from "../model/lookAt";
import type { Judge } from "./judge";

export const fileJudge: Judge<File | Memfd> = {
    inquiries: [],
    compare({ object, held, state }) {
        // A write that waits for the disk (O_DSYNC) has made the file longer already, or has not yet.
        const isBeingWritten = lookAt(state)
            .waiting(object.id)
            .some(({ awaits }) => awaits.what === "room");
        for (const { kernel, place } of held) place.compare(`size of ${object.id}`, isBeingWritten ? null : object.size, kernel.size);
    },
};
