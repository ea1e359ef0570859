/** The columns in Parquet's own terms. */
import type { SchemaElement } from "hyparquet-writer";
import { columns, type Column, type ColumnType } from "../../export/rows/columns";
import type { Source } from "../../export/rows/row";

const optional = { repetition_type: "OPTIONAL" } as const;

function text(name: string): SchemaElement {
    return { name, type: "BYTE_ARRAY", converted_type: "UTF8", ...optional };
}

/** A list as the format describes it: a repeated group in a group. */
function list(name: string, fields: readonly SchemaElement[]): readonly SchemaElement[] {
    return [
        { name, converted_type: "LIST", num_children: 1, ...optional },
        { name: "list", num_children: 1, repetition_type: "REPEATED" },
        { name: "element", num_children: fields.length, ...optional },
        ...fields,
    ];
}

const elements: Readonly<Record<ColumnType, (name: string) => readonly SchemaElement[]>> = {
    text: (name) => [text(name)],
    integer: (name) => [{ name, type: "INT32", ...optional }],
    long: (name) => [{ name, type: "INT64", ...optional }],
    double: (name) => [{ name, type: "DOUBLE", ...optional }],
    moment: (name) => [{ name, type: "INT64", converted_type: "TIMESTAMP_MICROS", ...optional }],
    sources: (name) => list(name, [text("process"), text("program"), { name: "bytes", type: "INT64", ...optional }]),
};

export const schema: SchemaElement[] = [
    { name: "events", num_children: columns.length },
    ...columns.flatMap(({ name, type }) => elements[type](name)),
];

/** A value as the writer wants it: numbers of 64 bits are bigints. */
export function inParquet(type: ColumnType, value: ReturnType<Column["value"]>): unknown {
    if (typeof value === "number") return type === "long" || type === "moment" ? BigInt(value) : value;
    return Array.isArray(value) ? value.map((source: Source) => ({ ...source, bytes: BigInt(source.bytes) })) : value;
}
