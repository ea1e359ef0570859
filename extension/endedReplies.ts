interface Request {
    readonly type: string;
    readonly seq: number;
    readonly command: string;
}

/** What the session of a process that is gone says to a message: yes to whatever it is asked, and that it has ended. `sent`: messages so far. */
export function endedReplies(message: object, sent: number): readonly object[] {
    const { type, seq, command } = message as Request;
    if (type !== "request") return [];
    const response = { seq: sent + 1, type: "response", request_seq: seq, success: true, command, body: {} };
    return command === "launch" ? [response, { seq: sent + 2, type: "event", event: "terminated" }] : [response];
}
