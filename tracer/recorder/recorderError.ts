/** Recording cannot begin: the message is one sentence for the user. */
export class RecorderError extends Error {
    override readonly name = "RecorderError";
}

export function engineMissing(): RecorderError {
    return new RecorderError("the engine is not built; in a checkout, 'npm run setup' does that.");
}
