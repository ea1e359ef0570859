/** The sum of the sources by which traces are read and interpreted; the build sets it (scripts/bundles.mjs). */
declare const ipcscopeReader: string | undefined;

/** Tells two versions apart that make different things of a trace. All that is not built is one. */
export function reader(): string {
    return typeof ipcscopeReader === "string" ? ipcscopeReader : "not built";
}
