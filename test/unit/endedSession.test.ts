import assert from "node:assert/strict";
import { endedReplies } from "../../extension/endedReplies";

describe("the session of a process whose launch has ended", () => {
    it("cannot be initialized, of which no user is told, and answers its client's farewell", () => {
        assert.deepEqual(endedReplies({ type: "request", seq: 1, command: "initialize" }, 0), [
            {
                seq: 1,
                type: "response",
                request_seq: 1,
                command: "initialize",
                success: false,
                message: "cancelled",
                body: { error: { id: 1, format: "", showUser: false } },
            },
        ]);
        assert.deepEqual(endedReplies({ type: "request", seq: 2, command: "disconnect" }, 1), [
            { seq: 2, type: "response", request_seq: 2, command: "disconnect", success: true, body: {} },
        ]);
        assert.deepEqual(endedReplies({ type: "response", seq: 3 }, 3), []);
    });
});
