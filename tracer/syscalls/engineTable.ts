/** The engine's capture programs (docs/engine-interface.md, `--table`), one line a syscall. */
export function engineTable(): string {
    return "";
}
