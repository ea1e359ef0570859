/**
 * The diagram's colours, all from the theme. Orange is writing, blue reading, amber waiting, green new since the last
 * stop, red trouble; each also has a word or a sign. Processes have hues between those, told apart by lightness too.
 */
import { css } from "lit";

export const theme = css`
    :host {
        --text: var(--vscode-foreground);
        --strong: var(--vscode-editor-foreground, var(--vscode-foreground));
        --dim: color-mix(in srgb, var(--vscode-foreground) 70%, var(--vscode-editor-background));
        --ground: var(--vscode-editor-background);
        --card: color-mix(in srgb, var(--vscode-foreground) 4.5%, var(--vscode-editor-background));
        --line: color-mix(in srgb, var(--vscode-foreground) 18%, transparent);
        --border: var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 16%, transparent));
        --pipe-border: var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 38%, transparent));
        --accent: var(--vscode-focusBorder);
        --link: var(--vscode-textLink-foreground);
        /* Not charts.orange, which the default themes make half transparent, or give the colours of other things. */
        --write: var(--vscode-symbolIcon-classForeground, var(--vscode-charts-orange));
        --read: var(--vscode-charts-blue);
        --quiet: color-mix(in srgb, var(--vscode-foreground) 42%, var(--vscode-editor-background));
        --quiet-line: color-mix(in srgb, var(--vscode-foreground) 25%, var(--vscode-editor-background));
        --gauge: color-mix(in srgb, var(--vscode-foreground) 18%, transparent);
        /* Small text needs more contrast than a line: a part of the foreground is mixed in. */
        --write-text: color-mix(in srgb, var(--write) 72%, var(--vscode-foreground));
        --read-text: color-mix(in srgb, var(--vscode-charts-blue) 82%, var(--vscode-foreground));
        --wait-text: color-mix(in srgb, var(--vscode-charts-yellow) 70%, var(--vscode-foreground));
        --new-text: color-mix(in srgb, var(--vscode-charts-green) 76%, var(--vscode-foreground));
        --trouble-text: color-mix(in srgb, var(--vscode-charts-red) 74%, var(--vscode-foreground));
        --new: var(--vscode-charts-green);
        --new-ground: color-mix(in srgb, var(--vscode-charts-green) 20%, transparent);
        --sans: var(--vscode-font-family, system-ui, sans-serif);
        --mono: var(--vscode-editor-font-family, monospace);
    }
    :host-context(.vscode-high-contrast) {
        --card: var(--vscode-editor-background);
        --dim: color-mix(in srgb, var(--vscode-foreground) 84%, var(--vscode-editor-background));
        --line: var(--vscode-contrastBorder);
    }
    .process-0 { --process: var(--vscode-charts-purple); }
    .process-1 { --process: color-mix(in oklab, var(--vscode-charts-green) 50%, var(--vscode-terminal-ansiCyan, var(--vscode-charts-blue))); }
    .process-2 { --process: color-mix(in oklab, var(--vscode-charts-red) 50%, var(--vscode-charts-purple)); }
    .process-3 { --process: color-mix(in oklab, var(--vscode-charts-yellow) 55%, var(--vscode-foreground)); }
    .process-4 { --process: color-mix(in oklab, var(--vscode-charts-blue) 45%, var(--vscode-charts-purple)); }
    .process-5 { --process: color-mix(in oklab, var(--vscode-charts-green) 60%, var(--vscode-charts-yellow)); }
    .process-6 { --process: color-mix(in oklab, var(--vscode-symbolIcon-classForeground) 45%, var(--vscode-charts-red)); }
    .process-7 { --process: color-mix(in oklab, var(--vscode-foreground) 70%, var(--vscode-charts-blue)); }
`;

const paletteSize = 8;

/** The class that gives `--process`; a second round of the palette is striped (see the cards' bars). */
export function processClass(color: number | null): string {
    if (color === null) return "";
    return `process-${color % paletteSize}${Math.floor(color / paletteSize) % 2 === 1 ? " striped" : ""}`;
}
