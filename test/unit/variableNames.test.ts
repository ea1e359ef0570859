import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import type { MemoryField, MemoryLayout } from "../../webview/protocol/memoryLayout";
import { sceneOf } from "../../webview/scene/sceneOf";
import { withVariableNames } from "../../webview/kinds/futex/variableNames";
import { play } from "./script";

/** A structure at 0x20 of the memory, with a mutex at 8, two semaphores at 48 and two numbers at 112. */
const fields: readonly MemoryField[] = [
    { name: "lock", offset: 8, size: 40, count: 1, form: "opaque" },
    { name: "rooms", offset: 48, size: 32, count: 2, form: "opaque" },
    { name: "turns", offset: 112, size: 4, count: 2, form: "signed" },
    { name: "own.__data.__lock", offset: 120, size: 4, count: 1, form: "signed" },
];
const ring: MemoryLayout = { variable: "ring", type: "struct ring", offset: 0x20, fields };
const shared = "p1 mmap 7000 4096 -1 rw\np1 fork p2\n";

/** The names of the futexes at these addresses, at which p2 waits one after the other. */
function names(layouts: readonly MemoryLayout[], ...waits: readonly string[]): readonly (string | null)[] {
    const script = waits.map((wait) => `p2 enters futex ${wait}\np2 leaves ETIMEDOUT`).join("\n");
    const { objects } = withVariableNames(play(`${shared}${script}`).state, new Map([["anonymousMemory1", layouts]]));
    return [...objects.values()].flatMap((object) => (object.kind === "futex" ? [object.name] : []));
}

describe("a futex to which a variable leads", () => {
    const mutex = "WAIT 2 by pthread_mutex_lock around 2,0,101,1,128";

    it("is called as the program calls it", () => {
        const waits = [`7028 ${mutex}`, "7070 WAIT_BITSET 0 bits -1 by sem_wait around 0,1", "7094 WAIT 0", `7098 ${mutex}`, "70a0 WAIT 0"];
        assert.deepEqual(names([ring], ...waits), [
            "mutex ring->lock",
            "semaphore ring->rooms[1]",
            "futex ring->turns[1]",
            "mutex ring->own",
            null,
        ]);
    });

    it("may be all that the variable leads to", () => {
        const lock = {
            variable: "lock",
            type: "pthread_mutex_t",
            offset: 0x28,
            fields: [{ name: "", offset: 0, size: 40, count: 1, form: "opaque" }],
        } as const;
        assert.deepEqual(names([lock], `7028 ${mutex}`), ["mutex *lock"]);
    });

    it("has the name in sentences and on its card", () => {
        const layouts = new Map([["anonymousMemory1", [ring]]]);
        const state = withVariableNames(play(`${shared}p2 enters futex 7028 ${mutex}`).state, layouts);
        const call = state.processes.get("p2")?.threads.get(102)?.call ?? assert.fail();
        assert.equal(awaitedText(state, call), "mutex ring->lock is held by p1 (thread 101)");
        const card = sceneOf(state, null, null, layouts).objects.find(({ kind }) => kind === "futex");
        assert.equal(card?.title, "mutex ring->lock");
    });
});
