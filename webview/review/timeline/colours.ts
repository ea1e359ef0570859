/** The theme's colours as a canvas takes them. */
import type { MarkLook, WaitLook } from "../../protocol/questions";
import { processClass } from "../../frame/theme";

const marks: Record<MarkLook, string> = {
    other: "var(--quiet)",
    write: "var(--write)",
    read: "var(--read)",
    process: "var(--vscode-charts-purple)",
    signal: "var(--wait-text)",
    failed: "var(--vscode-charts-red)",
};

const waits: Record<WaitLook, string> = {
    input: "var(--read)",
    room: "var(--write)",
    lock: "var(--vscode-charts-red)",
    child: "var(--vscode-charts-purple)",
    time: "var(--quiet)",
    other: "var(--vscode-charts-yellow)",
};

const others = {
    ground: "var(--ground)",
    text: "var(--text)",
    dim: "var(--dim)",
    line: "var(--line)",
    strong: "var(--strong)",
    accent: "var(--accent)",
    held: "var(--vscode-charts-red)",
    found: "var(--vscode-editor-findMatchHighlightBackground, color-mix(in srgb, var(--vscode-charts-yellow) 40%, transparent))",
    window: "var(--vscode-scrollbarSlider-hoverBackground, color-mix(in srgb, var(--vscode-foreground) 25%, transparent))",
} as const;

export interface Colours extends Record<keyof typeof others, string> {
    readonly marks: Record<MarkLook, string>;
    readonly waits: Record<WaitLook, string>;
    /** Of the process with this number in the palette. */
    readonly process: (color: number) => string;
    readonly sans: string;
    readonly mono: string;
    /** High contrast: what is filled is outlined, too. */
    readonly contrast: boolean;
}

/** `probe`: an element inside of the page that is not seen. */
export function readColours(probe: HTMLElement): Colours {
    const known = new Map<number, string>();
    const resolve = (colour: string): string => {
        probe.style.color = colour;
        return getComputedStyle(probe).color;
    };
    const all = <Name extends string>(names: Record<Name, string>): Record<Name, string> =>
        Object.fromEntries(Object.entries<string>(names).map(([name, value]) => [name, resolve(value)])) as Record<Name, string>;
    const style = getComputedStyle(probe);
    return {
        ...all(others),
        marks: all(marks),
        waits: all(waits),
        process: (color) => {
            const before = known.get(color);
            if (before !== undefined) return before;
            probe.className = `probe ${processClass(color)}`;
            const found = resolve("var(--process)");
            known.set(color, found);
            return found;
        },
        sans: style.getPropertyValue("--sans"),
        mono: style.getPropertyValue("--mono"),
        contrast: document.body.className.includes("vscode-high-contrast"),
    };
}
