import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { MemoryOfDamaged } from "./fuzz/memoryOfDamaged";

describe("a damaged trace", () => {
    it("takes no more than twice the memory of the whole one", () => {
        const program = path.join("test", "unit", "fuzz", "memoryOfDamaged.ts");
        const printed = execFileSync(process.execPath, ["--expose-gc", "--import", "tsx", program], { encoding: "utf8" });
        const { file, whole, damaged } = JSON.parse(printed) as MemoryOfDamaged;
        assert.ok(whole > file, `${whole} bytes for ${file} of the file`);
        assert.ok(damaged.length > 0);
        for (const [number, memory] of damaged.entries()) {
            assert.ok(memory <= 2 * whole, `trace ${number}: ${memory} bytes of memory, where the whole one takes ${whole}`);
        }
    });
});
