/** An answer as a table for people, or as CSV or JSON for programs. */
import { LineOutput, printDocument } from "../terminal";
import type { Answer } from "./database";
import type { PlainValue } from "./plainValue";

export type AnswerFormat = "table" | "csv" | "json";

export async function printAnswer(answer: Answer, format: AnswerFormat): Promise<void> {
    if (format === "table") return printTable(answer);
    if (format === "csv") return printCsv(answer);
    const output = new LineOutput();
    for await (const row of answer.rows) output.json(Object.fromEntries(answer.columns.map((name, index) => [name, row[index] ?? null])));
    output.flush();
}

/** As wide as what is in it; numbers stand on the right. */
async function printTable({ columns, rows }: Answer): Promise<void> {
    const lines: (readonly PlainValue[])[] = [];
    for await (const row of rows) lines.push(row);
    const width = (index: number, name: string): number =>
        lines.reduce((most, row) => Math.max(most, cell(row[index]).length), name.length);
    const widths = columns.map((name, index) => width(index, name));
    const isNumber = columns.map((_, index) => lines.every((row) => row[index] === null || typeof row[index] === "number"));
    const output = new LineOutput();
    const line = (cells: readonly string[]): void => {
        const padded = cells.map((text, index) =>
            isNumber[index] === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
        );
        output.line(padded.join("  ").trimEnd());
    };
    line(columns);
    line(widths.map((each) => "-".repeat(each)));
    for (const row of lines) line(row.map(cell));
    output.flush();
}

/** RFC 4180, with line feeds. */
async function printCsv({ columns, rows }: Answer): Promise<void> {
    const line = (cells: readonly string[]): void => printDocument(`${cells.map(quoted).join(",")}\n`);
    line(columns);
    for await (const row of rows) line(row.map((value) => (value === null ? "" : cell(value))));
}

function quoted(text: string): string {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cell(value: PlainValue | undefined): string {
    if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(9)));
    return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
