import { systemErrorReason } from "../traceFile/systemErrorReason";

/** A command that cannot do what it was asked for: one sentence, and the exit status. */
export class CommandError extends Error {
    override readonly name = "CommandError";

    constructor(
        sentence: string,
        readonly exitStatus: number,
    ) {
        super(sentence);
    }
}

/** The command line itself makes no sense. */
export function usageError(sentence: string): CommandError {
    return new CommandError(sentence, exitStatuses.usage);
}

/** Of a file that was to be written anew; what is no error of the system's stays as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
    if (!(error instanceof Error) || !("errno" in error)) return error;
    if ("code" in error && error.code === "EEXIST") {
        return usageError(`'${path}' is there already: name another file, or replace it with --force.`);
    }
    return new CommandError(`cannot write '${path}': ${systemErrorReason(error)}.`, exitStatuses.failure);
}

export const exitStatuses = {
    differences: 1,
    usage: 2,
    /** What the command was to work on cannot be read or written. */
    failure: 2,
    /** The program did not end by itself, and nothing was found that explains it. */
    hung: 3,
} as const;
