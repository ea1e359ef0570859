import assert from "node:assert/strict";
import { endedReplies } from "../../extension/endedReplies";

describe("the session of a process whose launch has ended", () => {
    it("answers each request, and ends when it is launched", () => {
        assert.deepEqual(endedReplies({ type: "request", seq: 1, command: "initialize" }, 0), [
            { seq: 1, type: "response", request_seq: 1, success: true, command: "initialize", body: {} },
        ]);
        assert.deepEqual(endedReplies({ type: "request", seq: 2, command: "launch" }, 1), [
            { seq: 2, type: "response", request_seq: 2, success: true, command: "launch", body: {} },
            { seq: 3, type: "event", event: "terminated" },
        ]);
        assert.deepEqual(endedReplies({ type: "response", seq: 3 }, 3), []);
    });
});
