import assert from "node:assert/strict";
import { cardContext } from "../../webview/tools/cardContext";

const processes = [
    { id: "p1", pid: 101, gone: false },
    { id: "p2", pid: 102, gone: true },
];

describe("the context menu of the diagram", () => {
    it("knows the process in whose card it opens", () => {
        assert.equal(cardContext(["p1.fd.3", "p1"], processes), '{"webviewSection":"process","pid":101}');
    });

    it("knows nothing of other places, nor of a process that has ended", () => {
        assert.equal(cardContext(["pipe1"], processes), "{}");
        assert.equal(cardContext([], processes), "{}");
        assert.equal(cardContext(["p2"], processes), "{}");
    });
});
