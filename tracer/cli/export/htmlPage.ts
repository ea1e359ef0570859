/** One HTML file with the diagram and the trace: it needs no network, and no other file. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { randomBytes } from "node:crypto";
import { findBuilt } from "../../recorder/findBuilt";
import type { RecordedTrace } from "../../review/recordedTrace";
import { escapedMarkup } from "../../model/escapedMarkup";
import { packEvents } from "../../model/packedEvents";

/** Pieces of it. `title`: how the page calls the trace. */
export function* htmlPage(trace: RecordedTrace, title: string): Generator<string, void, void> {
    const nonce = randomBytes(16).toString("hex");
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src data:; worker-src blob:; img-src data: blob:`;
    const events = Array.from({ length: trace.length }, (_, index) => trace.event(index + 1));
    const worker = Buffer.from(bundle("pageWorker.js")).toString("base64");
    yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapedMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedMarkup(title)} · IPC Scope</title>
</head>
<body>
<ipc-diagram data-worker="data:text/javascript;base64,${worker}" data-view="auto"></ipc-diagram>
<script type="application/octet-stream" id="trace" data-title="${escapedMarkup(title)}">
`;
    yield gzipSync(packEvents(events)).toString("base64");
    yield "\n</script>\n";
    yield `<script nonce="${nonce}">\n${inScript(bundle("page.js"))}</script>\n`;
    yield "</body>\n</html>\n";
}

/** Without the name of its source map, which stays behind. */
function bundle(name: "page.js" | "pageWorker.js"): string {
    return readFileSync(findBuilt(name), "utf8").replace(/\n\/\/# \S+\s*$/, "\n");
}

/** What would end the element, or change how it is read: in a script it stands in texts only. */
function inScript(text: string): string {
    return text.replaceAll(/<(?=\/script|!--)/gi, "\\x3c");
}
