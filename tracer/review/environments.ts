/** The variables with which programs were started, as text. */
import { printable } from "../model/printable";
import type { ProgramEnvironment } from "../trace/record";

/** In their order, as a shell would be told them, but that what nobody would see is escaped. */
export function environmentText({ variables, cut }: ProgramEnvironment): string {
    return [...variables.map(word), ...(cut ? ["and more"] : [])].join(" ");
}

/** What one environment has that the other has not: "A=2 without B". Empty: nothing. */
export function otherVariables(first: readonly string[], { variables, cut }: ProgramEnvironment): string {
    const [before, now] = [new Set(first), new Set(variables)];
    const names = new Set(variables.map(nameOf));
    const added = variables.filter((variable) => !before.has(variable)).map(word);
    const gone = cut
        ? []
        : first.filter((variable) => !now.has(variable) && !names.has(nameOf(variable))).map((variable) => word(nameOf(variable)));
    return [...added, ...(gone.length === 0 ? [] : ["without", ...gone])].join(" ");
}

/** Of longer variables the beginning is told. */
const longest = 200;

function word(variable: string): string {
    const text = printable(variable.length > longest ? `${variable.slice(0, longest)}…` : variable);
    return /^[\w@%+=:,./~-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function nameOf(variable: string): string {
    return variable.split("=", 1)[0] ?? "";
}
