/** gdb breaks its longer sentences into lines. */
export function oneLine(error: unknown): string {
    const text = error instanceof Error ? error.message : String(error);
    return text.trim().replaceAll(/\s*\n\s*/g, " ");
}
