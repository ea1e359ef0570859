import assert from "node:assert/strict";
import { similarWord } from "../../tracer/cli/similarWord";

describe("words of the command line", () => {
    it("finds the word that was meant", () => {
        const words = ["record", "events", "state", "verify"];
        assert.equal(similarWord("recrod", words), "record");
        assert.equal(similarWord("event", words), "events");
        assert.equal(similarWord("ver", words), "verify");
        assert.equal(similarWord("STATE", words), "state");
        assert.equal(similarWord("xyzzy", words), undefined);
    });
});
