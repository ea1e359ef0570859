/** The whole trace in numbers: who waited for what, who sent how much to whom, what failed. */
import { css, html, nothing, type TemplateResult } from "lit";
import { processColor } from "../../card/processColor";
import { processClass } from "../../frame/theme";
import type { Summary } from "../../protocol/questions";
import { durationText } from "../timeline/timeText";
import { eventLink, type LinkActions } from "./eventLink";
import { processTree } from "./processTree";

export function summaryPage(summary: Summary | null, isReading: boolean, actions: LinkActions): TemplateResult {
    if (summary === null) {
        return html`<p class="empty" role="status">${isReading ? "The summary comes when all of the trace was read." : "Adding up …"}</p>`;
    }
    const { processes, waiting, flows, longestWaits, errors, notes, circumstances } = summary;
    const longest = waiting[0]?.length ?? 1;
    return html`
        <div class="summary">
            ${notes.map((note) => html`<p>${note}</p>`)}
            <h4>Processes</h4>
            ${processTree(summary, actions.go)}
            <table>
                <tr><th>process</th><th>from</th><th>lived</th><th>waited</th><th>calls</th><th>ended</th></tr>
                ${processes.map(({ id, parent, command, fate, lived, waited, calls }) => html`<tr class=${processClass(processColor(id))}><td class="command" title=${command}><span class="dot-of"></span>${id} ${command}</td><td>${parent ?? ""}</td><td>${durationText(lived)}</td><td>${waited === 0 ? "" : durationText(waited)}</td><td>${calls.toLocaleString("en")}</td><td class="fate">${fate}</td></tr>`)}
            </table>
            ${waiting.length === 0 ? nothing : html`<h4>Time spent waiting</h4><table>${waiting.map(({ what, length }) => html`<tr><td>${what}</td><td class="amount">${durationText(length)}</td><td class="share"><span .style=${`width: ${(100 * length) / longest}%`}></span></td></tr>`)}</table>`}
            ${flows.length === 0 ? nothing : html`<h4>Who sent how much to whom</h4><table><tr><th>from</th><th>to</th><th>by</th><th>bytes</th></tr>${flows.map(({ from, to, by, bytes }) => html`<tr><td>${from}</td><td>${to}</td><td>${by}</td><td class="amount">${bytes.toLocaleString("en")}</td></tr>`)}</table>`}
            ${longestWaits.length === 0 ? nothing : html`<h4>The longest waits</h4>${longestWaits.map(({ event, length, for: reason }) => eventLink(event, `${durationText(length)} (${reason}):`, actions))}`}
            ${errors.length === 0 ? nothing : html`<h4>Calls that failed</h4>${errors.map(({ text, times, first }) => eventLink(first, times === 1 ? `${text}:` : `${text}, ${times} times, first:`, actions))}`}
            ${circumstances.length === 0 ? nothing : html`<h4>Recording</h4><table>${circumstances.map(({ name, value }) => html`<tr><td>${name}</td><td class="circumstance">${value}</td></tr>`)}</table>`}
        </div>`;
}

export const summaryStyles = css`
    .summary { padding: 6px 14px 18px; }
    .summary h4 { margin: 14px 0 4px; font: 600 11px/16px var(--sans); letter-spacing: 0.03em; color: var(--dim); }
    .summary table { border-spacing: 0; width: 100%; font-variant-numeric: tabular-nums; }
    .summary th { text-align: left; font-weight: 400; color: var(--dim); padding: 1px 10px 1px 0; }
    .summary td { padding: 1px 10px 1px 0; white-space: nowrap; vertical-align: top; }
    .summary td.fate { white-space: normal; min-width: 64px; padding-right: 0; }
    .summary td.circumstance { white-space: normal; overflow-wrap: anywhere; width: 85%; }
    .summary td.command { width: 34%; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
    .summary .amount { text-align: right; width: 1%; }
    .summary .share { width: 45%; }
    .summary .share span { display: inline-block; height: 8px; min-width: 2px; background: var(--vscode-charts-yellow); border-radius: 2px; }
    .dot-of { display: inline-block; width: 8px; height: 8px; margin-right: 6px; border-radius: 50%; background: var(--process); }
`;
