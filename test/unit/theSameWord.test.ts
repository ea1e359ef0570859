/** A mechanism is one word through the layers. */
import assert from "node:assert/strict";
import path from "node:path";
import { kinds } from "../../tracer/model/kinds/kinds";
import * as recognised from "../../tracer/model/kinds/recognised";
import type { KernelObjectKind } from "../../tracer/model/kindTypes";
import { judgeOf } from "../../tracer/snapshot/judges";
import { missingPlaces, snakeCase } from "./house/missingPlaces";
import { filesBelow } from "./house/tree";

const root = path.resolve(__dirname, "../..");
/** A file without a name in a file system, of which is true what is true of files; and memory that only mappings make. */
const toldWithOthers: readonly KernelObjectKind[] = ["memfd", "anonymousMemory"];

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

    it("is found everywhere for each kind that has a state of its own", () => {
        const onlyRecognised = new Set<unknown>(Object.values(recognised));
        const withState = (Object.keys(kinds) as KernelObjectKind[]).filter(
            (word) => !onlyRecognised.has(kinds[word]) && !toldWithOthers.includes(word),
        );
        assert.ok(withState.includes("pipe") && !withState.includes("directory"), withState.join());
        const tree = new Set(filesBelow(root, ["tracer", "webview", "samples/c", "test"]));
        // The kernel gives the same account of a pipe with a name as of one without: the judge of one is that of the other.
        const judges = new Set(withState.filter((word) => tree.has(`tracer/snapshot/${word}.ts`)).map(judgeOf));
        for (const word of withState) if (judges.has(judgeOf(word))) tree.add(`tracer/snapshot/${word}.ts`);
        assert.deepEqual(missingPlaces(withState, tree), []);
    });

    it("is missed for each kind alone", () => {
        assert.equal(missingPlaces(["messageQueue", "pipe"], new Set(whole)).length, whole.length);
    });
});
