import { syscalls, type Syscall } from "./table";

/** The engine's capture programs (docs/engine-interface.md, `--table`), one line a syscall. */
export function engineTable(): string {
    return syscalls.map((row) => `${captureProgram(row)}\n`).join("");
}

function captureProgram(row: Syscall): string {
    const flags = (row.changesDescriptors === true ? "d" : "") + (row.partsDescriptors === true ? "u" : "") || "-";
    const condition = row.only === undefined ? "" : conditionText(row, row.only);
    const operations = Object.values(row.captures).join("; ");
    return `${row.number} ${flags}${condition} ${operations}`.trimEnd();
}

function conditionText(row: Syscall, { argument, mask, values }: NonNullable<Syscall["only"]>): string {
    return `:arg${row.arguments.indexOf(argument)}&${mask}=${values.join(",")}`;
}
