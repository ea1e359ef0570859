/** Sentences of a replayed trace that a user can see: one function each. */

export function noSuchTrace(path: string, reason: string): string {
    return `${path} cannot be replayed: ${reason}`;
}

export function emptyTrace(path: string): string {
    return `${path} has no events: there is nothing to replay.`;
}

export function noEventAtLine(nearest: number | null): string {
    const hint = nearest === null ? "" : ` The nearest line with one is ${nearest}.`;
    return `No system call was recorded at this line.${hint}`;
}

export function hitConditionNotUnderstood(condition: string): string {
    return `The hit count "${condition}" is not understood: write a number (that hit only), or > or >= and a number.`;
}

export function notInARecording(what: string): string {
    return `A recording has no ${what}: it is replayed, and no program runs.`;
}

export function noSuchVariable(): string {
    return "The cursor has moved since: this belongs to an earlier moment.";
}

export function noSuchSource(): string {
    return "The trace does not have this file with it.";
}

export function nothingIsCalled(expression: string): string {
    return `Nothing is called ${expression} at this moment: p1, pipe1 and their like have values, and the values of programs are not recorded.`;
}

export function noEventToGoTo(): string {
    return "No system call was recorded at this line.";
}

export function noCauseOfStop(): string {
    return "Only what a descriptor refers to can be stopped at.";
}

/** Of a process beside the one at whose event the cursor is. */
export function besideCursor(): string {
    return "Beside the cursor";
}

export function besidesLimit(count: number): string {
    return `More than ${count} processes: the others get a session when the cursor comes to one of their events.`;
}

/** Of a process that the cursor has not come to yet. */
export function notStartedYet(): string {
    return "Not started yet";
}

export function hasEnded(): string {
    return "Ended";
}

export const reasons = {
    firstCall: "The program's first call",
    entry: "The beginning of the recording",
    end: "The end of the recording",
    cursor: "The cursor was moved",
} as const;
