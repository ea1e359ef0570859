/** The name of the trace of a command line: its first word, and the moment: "make-2026-03-01T10-20-30-123Z.ipctrace". */
export function fileNameOf(command: string, moment: Date): string {
    const [first = ""] = command.trim().split(/\s/);
    const word = first.slice(first.lastIndexOf("/") + 1).replaceAll(/[^\w.-]+/g, "_") || "command";
    return `${word}-${moment.toISOString().replaceAll(/[:.]/g, "-")}.ipctrace`;
}
