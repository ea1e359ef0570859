interface Request {
    readonly type: string;
    readonly seq: number;
    readonly command: string;
}

/**
 * What the session of a process that is gone says to a message: no to its beginning, which nobody need be told, and yes to whatever else it is
 * asked. VS Code drops a session that cannot be initialized. One that can, but whose launch has ended, it neither launches nor ends.
 * `sent`: messages so far.
 */
export function endedReplies(message: object, sent: number): readonly object[] {
    const { type, seq, command } = message as Request;
    if (type !== "request") return [];
    const response = { seq: sent + 1, type: "response", request_seq: seq, command };
    if (command !== "initialize") return [{ ...response, success: true, body: {} }];
    return [{ ...response, success: false, message: "cancelled", body: { error: { id: 1, format: "", showUser: false } } }];
}
