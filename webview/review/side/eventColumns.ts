/** The columns of the list of events: which there are, and which of them the user wants. */
import { html, type TemplateResult } from "lit";
import { keep, kept } from "../../host";
import type { EventRow } from "../../protocol/questions";
import { durationText, momentText } from "../timeline/timeText";
import { placeOf } from "./eventLink";

export interface EventColumn {
    readonly name: string;
    readonly title: string;
    /** As in grid-template-columns. */
    readonly width: string;
    readonly text: (row: EventRow) => string;
    readonly className: string;
    /** There is no room for it in a narrow list. */
    readonly wide?: true;
}

/** What happened itself, which is always there. */
const happened: EventColumn = { name: "text", title: "Event", width: "minmax(130px, 1fr)", text: ({ text }) => text, className: "text" };

export const eventColumns: readonly EventColumn[] = [
    {
        name: "time",
        title: "Time",
        width: "90px",
        text: ({ time }) => momentText(time).replace(/ s$/, ""),
        className: "number",
        wide: true,
    },
    { name: "process", title: "Process", width: "30px", text: ({ process }) => process, className: "" },
    { name: "thread", title: "Thread", width: "56px", text: ({ tid }) => String(tid), className: "number", wide: true },
    happened,
    { name: "kind", title: "Kind", width: "minmax(0, 110px)", text: ({ kind }) => kind, className: "place", wide: true },
    { name: "object", title: "Object", width: "minmax(0, 76px)", text: ({ object }) => object ?? "", className: "place" },
    {
        name: "bytes",
        title: "Bytes",
        width: "62px",
        text: ({ length }) => (length === null ? "" : length.toLocaleString("en")),
        className: "number",
    },
    {
        name: "line",
        title: "Line",
        width: "minmax(0, 96px)",
        text: ({ source }) => (source === null ? "" : `${placeOf(source.file)}:${source.line}`),
        className: "place",
        wide: true,
    },
    {
        name: "took",
        title: "Took",
        width: "56px",
        text: ({ duration }) => (duration === null ? "" : durationText(duration)),
        className: "number",
    },
];

const usual: readonly string[] = ["time", "process", "line", "took"];

export class ChosenColumns {
    private names: readonly string[] = kept().columns ?? usual;
    /** Those in which some row had something to say. */
    private readonly filled = new Set<EventColumn>();

    constructor(private readonly changed: () => void) {}

    /** In a narrow list only those for which there is room; and none without a word in any row so far. */
    shown(isNarrow: boolean, rows: readonly EventRow[]): readonly EventColumn[] {
        for (const column of eventColumns) if (rows.some((row) => column.text(row) !== "")) this.filled.add(column);
        const isWanted = ({ name, wide }: EventColumn): boolean => this.names.includes(name) && !(isNarrow && wide === true);
        return eventColumns.filter((column) => column === happened || (isWanted(column) && this.filled.has(column)));
    }

    /** A menu to choose them. */
    choice(): TemplateResult {
        return html`<details class="columns"><summary title="Which columns the list has">Columns</summary><div role="group" aria-label="Columns">
            ${eventColumns.filter((column) => column !== happened).map(({ name, title }) => html`<label><input type="checkbox" .checked=${this.names.includes(name)} @change=${() => this.turn(name)}> ${title}</label>`)}
        </div></details>`;
    }

    private turn(name: string): void {
        this.names = this.names.includes(name) ? this.names.filter((other) => other !== name) : [...this.names, name];
        keep({ ...kept(), columns: this.names });
        this.changed();
    }
}
