/** The page that tells how two traces differ: text and links, and no script. */
import type { Comparison, FirstDifference, Moment } from "../../tracer/comparison/compareTraces";
import { baseName } from "../../tracer/model/baseName";
import { escapedMarkup } from "../../tracer/model/escapedMarkup";
import { printable } from "../../tracer/model/printable";

export interface ComparedFiles {
    /** Paths. */
    readonly first: string;
    readonly second: string;
}

export interface PageParts {
    /** Fresh for every page. */
    readonly nonce: string;
    /** What shows both traces at the moments of a difference. */
    readonly linkTo: (difference: FirstDifference) => string;
}

const styles = `
body { padding: 0 20px 20px; max-width: 1400px; color: var(--vscode-foreground); font: var(--vscode-font-size) var(--vscode-font-family); }
h1 { font-size: 1.4em; font-weight: 600; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 1em 0 2em; }
caption { text-align: left; font-weight: 600; font-size: 1.15em; padding-bottom: 6px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; overflow-wrap: anywhere; }
th:first-child { width: 22%; }
thead th { color: var(--vscode-descriptionForeground); font-weight: normal; }
tbody tr { border-top: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder)); }
tbody th { font-weight: 600; }
small { display: block; font-weight: normal; color: var(--vscode-descriptionForeground); }
code { font-family: var(--vscode-editor-font-family); color: inherit; background: none; padding: 0; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.unknown { color: var(--vscode-descriptionForeground); font-style: italic; }
@media (max-width: 560px) {
    table, tbody, tr, td, tbody th { display: block; width: auto; }
    thead { display: none; }
    caption { display: block; }
    tbody th:first-child { width: auto; }
    td::before { content: attr(data-trace); display: block; color: var(--vscode-descriptionForeground); }
}
`;

export function comparisonHtml(comparison: Comparison, files: ComparedFiles, { nonce, linkTo }: PageParts): string {
    const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
    const names = [baseName(files.first), baseName(files.second)] as const;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${text(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>IPC Scope</title>
<style nonce="${text(nonce)}">${styles}</style>
</head>
<body>
<h1>${text(names[0])} and ${text(names[1])}</h1>
${sentencesOf(comparison, names)
    .map((sentence) => `<p>${text(sentence)}</p>`)
    .join("\n")}
${beginnings(comparison, names, linkTo)}
${ends(comparison, names)}
</body>
</html>
`;
}

type Names = readonly [first: string, second: string];

function sentencesOf({ programs, breaksOff, differences, atEnd }: Comparison, [first, second]: Names): readonly string[] {
    const cut = [...(breaksOff.first ? [first] : []), ...(breaksOff.second ? [second] : [])];
    return [
        ...(programs === null ? [] : [`These are recordings of two programs: of ${programs.first} and of ${programs.second}.`]),
        ...(differences.length === 0
            ? []
            : ["p1.2 is the second child of the first process, whatever its number. An event's link shows both traces there."]),
        ...(differences.length === 0 && atEnd.length === 0 ? ["There is no difference."] : []),
        ...cut.map(
            (name) => `${name} breaks off: what its processes do behind that is not known, and its end is the last event that it has.`,
        ),
    ];
}

function beginnings({ differences, breaksOff }: Comparison, names: Names, linkTo: PageParts["linkTo"]): string {
    if (differences.length === 0) return "";
    const rows = differences.map((difference) => {
        const { process, same, first, second } = difference;
        const link = linkTo(difference);
        const count = same === 1 ? "1 event is" : `${same} events are`;
        const cells = cell(names[0], momentOf(first, breaksOff.first, link)) + cell(names[1], momentOf(second, breaksOff.second, link));
        return `<tr><th scope="row">${text(process)}<small>${count} the same</small></th>${cells}</tr>`;
    });
    return table("What each process does first that is different", "Process", names, rows);
}

function momentOf(moment: Moment | null, breaksOff: boolean, link: string): string {
    if (moment === null) return `<span class="unknown">${breaksOff ? "not known: the recording breaks off" : "nothing more"}</span>`;
    const { seq, time, text: sentence, source } = moment;
    const line =
        source === null ? "" : ` · ${baseName(source.file)}:${source.line}${source.function === null ? "" : ` ${source.function}`}`;
    return `<a href="${text(link)}">event ${seq}</a> ${text(sentence)}<small>${time.toFixed(6)} s${text(line)}</small>`;
}

function ends({ atEnd }: Comparison, names: Names): string {
    if (atEnd.length === 0) return "";
    const rows = atEnd.map(({ what, property, first, second }) => {
        const cells = cell(names[0], valueOf(first)) + cell(names[1], valueOf(second));
        return `<tr><th scope="row">${text(what)}${property === "" ? "" : `<small>${text(property)}</small>`}</th>${cells}</tr>`;
    });
    return table("What is different at the end", "Process or object", names, rows);
}

function valueOf(value: string | null): string {
    return value === null ? `<span class="unknown">not there</span>` : `<code>${text(value)}</code>`;
}

function cell(trace: string, content: string): string {
    return `<td data-trace="${text(trace)}">${content}</td>`;
}

function table(caption: string, what: string, [first, second]: Names, rows: readonly string[]): string {
    const head = [what, first, second].map((name) => `<th scope="col">${text(name)}</th>`).join("");
    return `<table><caption>${text(caption)}</caption><thead><tr>${head}</tr></thead>\n<tbody>${rows.join("\n")}</tbody></table>`;
}

/** Names and texts come from whoever made the programs and the traces. */
function text(value: string): string {
    return escapedMarkup(printable(value));
}
