/** What the user searches for in a trace, and how much was found. */
import type { Asked } from "../askedQuestions";
import type { Search } from "./reviewBar";

export class TraceSearch {
    private search: Search = { text: "", matches: 0, error: null, hide: false };
    private searches = 0;

    constructor(
        private readonly trace: Asked,
        private readonly changed: () => void,
        /** Other events are found now, or they are shown in another way. */
        private readonly searched: () => void,
    ) {}

    get now(): Search {
        return this.search;
    }

    /** Null: nothing is searched for, or it cannot be understood. */
    get found(): Search | null {
        return this.search.text.trim() === "" || this.search.error !== null ? null : this.search;
    }

    /** Counts the searches: another has found other events. */
    get version(): number {
        return this.searches;
    }

    readonly find = (text: string): void => {
        this.search = { ...this.search, text, ...(text.trim() === "" && { hide: false }) };
        this.changed();
        void this.ask(text);
    };

    /** More of the trace is known. */
    again(): void {
        if (this.search.text.trim() !== "") void this.ask(this.search.text);
    }

    readonly turnHiding = (): void => {
        this.search = { ...this.search, hide: !this.search.hide };
        this.changed();
        this.searched();
    };

    private async ask(text: string): Promise<void> {
        this.searches += 1;
        const search = this.searches;
        const { matches, error } = await this.trace.ask("search", { text });
        if (search !== this.searches) return;
        this.search = { ...this.search, matches, error };
        this.changed();
        this.searched();
    }
}
