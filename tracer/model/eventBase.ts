/**
 * What every event carries. Events are past-tense facts about processes and kernel objects, named with the words of the
 * man pages. An event is self-contained: it names every object, open file description and process that it concerns by
 * our own identities (`p3`, `ofd7`, `pipe2`), so that a viewer needs nothing but the state before and the event.
 */
import type { ProcessId } from "./identities";
import type { SourceLocation } from "./sourceLocation";

export interface EventBase {
    /** Position in the trace, from 1, without gaps. */
    readonly seq: number;
    /** Seconds since the start of the trace. */
    readonly time: number;
    readonly process: ProcessId;
    readonly pid: number;
    readonly tid: number;
    /** The system call that made the event, when one did. */
    readonly call?: string;
    /** The C library's function through which programs make that call, where its name is another: `fork` for clone(2). */
    readonly called?: string;
    /**
     * The C library's function that did it: of accesses to memory, and of calls of a signal handler where it is not safe there
     * (signal-safety(7)).
     */
    readonly library?: string;
    /** Arguments beside the descriptor, as far as they tell what the call was for: "F_GETFL", "10, SEEK_SET". */
    readonly detail?: string;
    readonly source?: SourceLocation;
    /** The call was an event loop's, with no function of the program on its stack: the line that began what it is for. */
    readonly begunAt?: SourceLocation;
}
