/** A mechanism is one word through the layers. */
import assert from "node:assert/strict";
import { missingPlaces, snakeCase } from "./house/missingPlaces";

const whole = [
    "tracer/syscalls/messageQueue.ts",
    "tracer/model/kinds/messageQueue.ts",
    "tracer/interpret/messageQueue.ts",
    "tracer/snapshot/messageQueue.ts",
    "webview/kinds/messageQueue/card.ts",
    "samples/c/message_queue.c",
    "test/golden/message_queue/events.txt",
    "test/golden/message_queue/state.txt",
    "test/unit/messageQueue.test.ts",
    "test/programs/message_queue.c",
];

describe("the same word", () => {
    it("is written with underlines in C", () => {
        assert.equal(snakeCase("posixMessageQueue"), "posix_message_queue");
        assert.equal(snakeCase("pipe"), "pipe");
    });

    it("is found in a tree that has it everywhere", () => {
        assert.deepEqual(missingPlaces(["messageQueue"], new Set(whole)), []);
    });

    for (const path of whole) {
        it(`is missed where ${path} is not there`, () => {
            const tree = new Set(whole.filter((other) => other !== path));
            assert.deepEqual(missingPlaces(["messageQueue"], tree), [`messageQueue lacks ${path}`]);
        });
    }

    it("is missed for each kind alone", () => {
        assert.equal(missingPlaces(["messageQueue", "pipe"], new Set(whole)).length, whole.length);
    });
});
