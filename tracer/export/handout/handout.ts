/** Chosen moments of a trace on paper: one HTML page that needs nothing else, of which a browser's "Print" makes A4. */
import { baseName } from "../../model/baseName";
import { escapedMarkup } from "../../model/escapedMarkup";
import { printable } from "../../model/printable";
import type { HandoutLine, HandoutPage } from "./page";
import { styles } from "./styles";

export interface Handout {
    readonly title: string;
    readonly pages: readonly HandoutPage[];
    /** The diagram at each page's moment, as SVG that we have drawn. */
    readonly diagrams: readonly string[];
    /** A source by its path; null: it is not there. */
    readonly textOf: (file: string) => string | null;
}

/** Lines of source before and after the one that is meant. */
const around = 4;
/** Of the events since the page before, the last so many. */
const mostEvents = 24;

/** Pieces of it. */
export function* handout({ title, pages, diagrams, textOf }: Handout): Generator<string, void, void> {
    yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${styles}</style>
</head>
<body>
`;
    for (const [index, page] of pages.entries()) {
        yield `<section>\n${index === 0 ? `<h1>${escaped(title)}</h1>\n` : ""}`;
        yield heading(page, index + 1);
        yield `<figure>\n${diagrams[index] ?? ""}</figure>\n`;
        yield said(page);
        yield source(page, textOf);
        yield events(page.since);
        yield "</section>\n";
    }
    yield "</body>\n</html>\n";
}

function heading({ moment, time }: HandoutPage, number: number): string {
    const title = moment.title ?? `Event ${moment.seq}`;
    return `<h2>${number}. ${escaped(title)} <small>after event ${moment.seq}, ${time.toFixed(6)} s</small></h2>\n`;
}

function said({ text, explanation }: HandoutPage): string {
    return `<p class="said"><b>${escaped(text)}</b>${explanation === null ? "" : ` ${escaped(explanation)}`}</p>\n`;
}

function source({ place }: HandoutPage, textOf: Handout["textOf"]): string {
    const text = place === null ? null : textOf(place.file);
    if (place === null || text === null) return "";
    const all = text.split("\n");
    const first = Math.max(1, place.line - around);
    const lines = all.slice(first - 1, place.line + around).map((line, index) => {
        const number = first + index;
        const shown = `<i>${number}</i> ${escaped(line.replaceAll("\t", "    "))}`;
        return number === place.line ? `<mark>${shown}</mark>` : shown;
    });
    return `<h3>${escaped(baseName(place.file))}</h3>\n<pre>${lines.join("\n")}</pre>\n`;
}

function events(lines: readonly HandoutLine[]): string {
    const left = lines.length - mostEvents;
    const rows = lines.slice(-mostEvents).map(({ seq, process, text, place }) => {
        const where = place === null ? "" : `${baseName(place.file)}:${place.line}`;
        return `<tr><td>${seq}</td><td>${escaped(process)}</td><td>${escaped(text)}</td><td>${escaped(where)}</td></tr>`;
    });
    const before = left > 0 ? `<tr><td></td><td></td><td>${left} lines before that are left out</td><td></td></tr>\n` : "";
    return `<h3>What has happened until here</h3>\n<table>\n${before}${rows.join("\n")}\n</table>\n`;
}

/** Text of a trace, as text. */
function escaped(text: string): string {
    return escapedMarkup(printable(text));
}
