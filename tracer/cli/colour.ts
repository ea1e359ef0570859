/** Whether there are colours, and which. */

export const colourChoices = ["auto", "always", "never"] as const;
export type ColourChoice = (typeof colourChoices)[number];

/** What a piece of a line is; a terminal may show it. */
export type Style =
    | "faint"
    | "heading"
    | "waits"
    | "fails"
    | "signal"
    | "object"
    /** The colours in which one tells processes apart. */
    | `process${0 | 1 | 2 | 3 | 4 | 5}`;

const reset = "\x1b[0m";

/** Select Graphic Rendition (ECMA-48; console_codes(4)). The 16 basic colours, which every theme has chosen for itself. */
const codes: Readonly<Record<Style, string>> = {
    faint: "2",
    heading: "1",
    waits: "33",
    fails: "31",
    signal: "35",
    object: "36",
    process0: "1;34",
    process1: "1;32",
    process2: "1;36",
    process3: "1;35",
    process4: "1;33",
    process5: "1;31",
};

/** `text` must hold nothing that a terminal obeys. */
export function coloured(text: string, style: Style): string {
    return text === "" ? "" : `\x1b[${codes[style]}m${text}${reset}`;
}

/** The colour of a process: "p1" and "p7" have the same. */
export function processStyle(process: string): Style {
    const number = (Number(/\d+/.exec(process)?.[0] ?? 1) - 1) % 6;
    return `process${number as 0 | 1 | 2 | 3 | 4 | 5}`;
}

/** As force-color.org and no-color.org say; like Node itself, FORCE_COLOR comes before NO_COLOR. */
export function wantsColour(choice: ColourChoice, environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
    if (choice !== "auto") return choice === "always";
    const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
    if (force !== undefined && force !== "") return force !== "0" && force !== "false";
    if (no !== undefined && no !== "") return false;
    return isTerminal && terminal !== "dumb";
}
