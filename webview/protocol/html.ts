/** The page of the diagram's panel. Nothing runs in it but our script; its worker is made from the text of another. */
import { escapedMarkup } from "../../tracer/model/escapedMarkup";
import type { ViewChoice } from "./viewChoice";

export interface PanelParts {
    /** URI of dist/webview.js, as the webview may load it. */
    readonly scriptUri: string;
    /** URI of dist/worker.js. */
    readonly workerUri: string;
    /** `webview.cspSource`. */
    readonly cspSource: string;
    /** Fresh for every page. */
    readonly nonce: string;
    /** The setting `ipcscope.view`. */
    readonly view: ViewChoice;
    /** The setting `ipcscope.timeline`, of the diagram beside the editor. */
    readonly timeline?: boolean;
}

export function panelHtml(parts: PanelParts): string {
    return pageHtml(parts, "ipc-diagram");
}

/** A page that consists of one element of ours. */
export function pageHtml({ scriptUri, workerUri, cspSource, nonce, view, timeline }: PanelParts, element: string): string {
    const policy = [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        `style-src 'nonce-${nonce}'`,
        // The worker's text is fetched, and the worker started from a blob of it: a webview's origin allows no other way.
        `connect-src ${cspSource}`,
        "worker-src blob:",
    ].join("; ");
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapedMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>IPC Scope</title>
</head>
<body>
<${element} data-worker="${escapedMarkup(workerUri)}" data-view="${view}"${timeline === true ? ' data-timeline="shown"' : ""}></${element}>
<script nonce="${escapedMarkup(nonce)}" src="${escapedMarkup(scriptUri)}"></script>
</body>
</html>
`;
}
