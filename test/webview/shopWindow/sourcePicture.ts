/** A C file with its breakpoints, as the editor shows it: the walkthrough's first picture. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Studio } from "../page";
import type { ThemeName } from "../themes";
import { writePicture } from "./writePicture";

export interface PictureSize {
    readonly width: number;
    readonly height: number;
    readonly scale: number;
}

type Token = "comment" | "string" | "control" | "type" | "call" | "number";

const file = path.resolve(__dirname, "../../../samples/c/pipe.c");
const [firstLine, lastLine] = [/ {4}if \(pipe/, /the child has ended/];
/** Each breakpoint stands at the first line of code after such a comment. */
const stop = /\/\* Stop [13] /;

const tokens: readonly (readonly [Token, RegExp])[] = [
    ["comment", /\/\*.*?\*\//],
    ["string", /"(?:\\.|[^"])*"/],
    ["control", /\b(?:if|return)\b/],
    ["type", /\b(?:pid_t|NULL)\b/],
    ["call", /\b[a-z_]+(?=\()/],
    ["number", /\b\d+\b/],
];
const anyToken = new RegExp(tokens.map(([name, pattern]) => `(?<${name}>${pattern.source})`).join("|"), "g");

/** Those of VS Code's own themes. */
const colours: Readonly<Record<"dark" | "light", Readonly<Record<Token, string>>>> = {
    dark: { comment: "#6a9955", string: "#ce9178", control: "#c586c0", type: "#4fc1ff", call: "#dcdcaa", number: "#b5cea8" },
    light: { comment: "#008000", string: "#a31515", control: "#af00db", type: "#0070c1", call: "#795e26", number: "#098658" },
};

/** Writes it as a PNG. */
export async function sourcePicture(
    studio: Studio,
    theme: ThemeName,
    { width, height, scale }: PictureSize,
    picture: string,
): Promise<void> {
    const panel = await studio.panel(theme, width, height, scale);
    const palette = colours[theme === "light" || theme === "hc-light" ? "light" : "dark"];
    await panel.page.evaluate(
        ([code, style]) => {
            document.body.innerHTML = code;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(style);
            document.adoptedStyleSheets = [sheet];
        },
        [markup(), styles(palette)] as const,
    );
    await writePicture(panel, picture);
    await panel.close();
}

function markup(): string {
    const lines = readFileSync(file, "utf8").split("\n");
    const from = lines.findIndex((line) => firstLine.test(line));
    const to = lines.findIndex((line, index) => index > from && lastLine.test(line));
    const rows = lines.slice(from, to + 1).map((line, index) => {
        const stopped = stop.test(lines[from + index - 1] ?? "");
        return `<div><i class="${stopped ? "breakpoint" : ""}"></i><b>${from + index + 1}</b><code>${highlighted(line)}</code></div>`;
    });
    return `<header><span>C</span>${path.basename(file)}</header><main>${rows.join("")}</main>`;
}

function highlighted(line: string): string {
    const escaped = line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return escaped.replace(anyToken, (text, ...rest: unknown[]) => {
        const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
        const name = tokens.find(([token]) => groups[token] !== undefined)?.[0] ?? "comment";
        return `<span class="${name}">${text}</span>`;
    });
}

function styles(palette: Readonly<Record<Token, string>>): string {
    return `
        body { margin: 0; padding: 0; background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }
        header { font: 14px/40px var(--vscode-font-family); padding: 0 18px; background: var(--vscode-sideBar-background);
            border-bottom: 1px solid color-mix(in srgb, var(--vscode-foreground) 18%, transparent); }
        header span { color: var(--vscode-textLink-foreground); font-weight: bold; margin-right: 10px; }
        main { padding: 14px 0; font: 15px/22px var(--vscode-editor-font-family); }
        main div { display: flex; height: 22px; white-space: pre; }
        i { width: 14px; height: 14px; margin: 4px 8px 4px 14px; flex: none; }
        i.breakpoint { border-radius: 50%; background: #e51400; }
        b { width: 30px; flex: none; text-align: right; margin-right: 22px; font-weight: normal; color: #858585; }
        code { font: inherit; }
        ${Object.entries(palette)
            .map(([token, colour]) => `.${token} { color: ${colour}; }`)
            .join("\n")}`;
}
