/** The stretch of time that the user has selected, and what happened in it. */
import type { Asked } from "../askedQuestions";
import type { Stretch, Sums } from "../protocol/questions";
import { sumsText } from "./sumsText";

export class SelectedRange {
    private selected: Stretch | null = null;
    private sums: Sums | null = null;

    constructor(
        private readonly trace: Asked,
        private readonly changed: () => void,
    ) {}

    get range(): Stretch | null {
        return this.selected;
    }

    /** In one line; null: nothing is selected. */
    get text(): string | null {
        return this.selected === null ? null : sumsText(this.selected, this.sums);
    }

    readonly select = (range: Stretch | null): void => {
        this.selected = range;
        this.sums = null;
        this.changed();
        if (range !== null) void this.sumUp(range);
    };

    private async sumUp(range: Stretch): Promise<void> {
        const sums = await this.trace.ask("sums", range);
        if (range !== this.selected) return;
        this.sums = sums;
        this.changed();
    }
}
