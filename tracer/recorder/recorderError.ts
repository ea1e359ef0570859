/** Recording cannot begin, or ended before the program did: the message is one sentence for the user. */
export class RecorderError extends Error {
    override readonly name = "RecorderError";
}

export function engineMissing(): RecorderError {
    return new RecorderError("the engine is not built; in a checkout, 'npm run setup' does that.");
}

export function engineDoesNotRun(reason: string): RecorderError {
    return new RecorderError(`the engine could not be started: ${reason}.`);
}

export function engineKilled(signal: string): RecorderError {
    return new RecorderError(`the engine was killed from outside (${signal}); the programs were killed with it, and the trace ends there.`);
}
