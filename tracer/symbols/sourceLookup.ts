/** How the interpreter asks for the place in the user's code that a stack belongs to. */
import type { SourceLocation } from "../model/sourceLocation";

/** A variable of the user's program, or a part of one. */
export interface Variable {
    /** "lock", "table.forks[2]" */
    readonly name: string;
    /** "pthread_mutex_t"; null: not known, or it has no name. */
    readonly type: string | null;
}

export interface SourceLookup {
    /** The innermost frame of a recorded stack that has a line in the user's code; undefined when none has, or it is not known yet. */
    locate(stackId: number): SourceLocation | undefined;
    /** No function of the program stands on it: the event loop of its runtime has made the call by itself. */
    isOfRuntime(stackId: number): boolean;
    /** That loop has read from a stream, and the call is made before it goes on: by whoever got what came. */
    isBehindRead(stackId: number): boolean;
    /** The function of the C library that the program, or another library, has called; undefined: none, or it is not exported. */
    libraryFunction(stackId: number): string | undefined;
    /** Of a place in memory, recorded like a stack, the variable that lies there; undefined: none, or it is not known. */
    variable(stackId: number): Variable | undefined;
}
