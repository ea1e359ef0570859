import path from "node:path";

/** "server-2026-03-01T10-20-30-123Z": of the program, and the moment at which it is started. */
export function traceName(title: string): string {
    const moment = new Date().toISOString().replaceAll(/[:.]/g, "-");
    return `${path.parse(title).name.replaceAll(/[^\w.-]+/g, "_")}-${moment}`;
}
