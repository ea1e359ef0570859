/**
 * The user's breakpoints, as the client last sent them to any session of a launch. They decide which programs get a
 * gdb; each gdb gets its own from its own session.
 */
import path from "node:path";
import { isNodeSource } from "./nodeProgram";
import { onlyCrashes, type SignalStops } from "./signalStops";

export class UserBreakpoints {
    private readonly sources = new Set<string>();
    private functions = false;
    signalStops: SignalStops = onlyCrashes;

    setInSource(source: string, count: number): void {
        // No compiler that leaves debug information has made a program from a script: nobody needs to look into programs for that one.
        if (isNodeSource(source)) return;
        if (count > 0) this.sources.add(path.basename(source));
        else this.sources.delete(path.basename(source));
    }

    setOnFunctions(count: number): void {
        this.functions = count > 0;
    }

    /** Whether any may lie in a program at all: then it is worth while to ask what that was compiled from. */
    get mayLieInPrograms(): boolean {
        return this.functions || this.signalStops.sent.size > 0 || this.sources.size > 0;
    }

    /**
     * Whether any may lie in a program compiled from these files. Files are compared by their last names: the compiler
     * may have seen them under other folders, and a gdb too many does no harm.
     */
    mayLieIn(sourceFiles: ReadonlySet<string>): boolean {
        if (sourceFiles.size === 0) return false;
        return this.functions || this.signalStops.sent.size > 0 || [...sourceFiles].some((file) => this.sources.has(path.basename(file)));
    }
}
