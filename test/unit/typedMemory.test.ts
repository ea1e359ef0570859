import assert from "node:assert/strict";
import { pointeeOf } from "../../extension/adapter/memoryTypes";
import type { Contents } from "../../tracer/model/kernelObject";
import { typedMemory } from "../../webview/kinds/memory/fields";
import type { MemoryField, MemoryLayout } from "../../webview/protocol/memoryLayout";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { play } from "./script";

function contents(...bytes: readonly number[]): Contents {
    return { offset: 0, data: Uint8Array.from(bytes), ran: null };
}

function valueOf(field: Omit<MemoryField, "name" | "offset">, ...bytes: readonly number[]): string | undefined {
    const layout = { variable: "v", type: "struct s", offset: 0, fields: [{ name: "f", offset: 0, ...field }] };
    return typedMemory(layout, contents(...bytes), null).fields[0]?.value;
}

describe("the typed view of shared memory", () => {
    it("shows numbers as the processor stores them", () => {
        assert.equal(valueOf({ size: 4, count: 1, form: "signed" }, 0xfe, 0xff, 0xff, 0xff), "-2");
        assert.equal(valueOf({ size: 2, count: 1, form: "unsigned" }, 0xff, 0xff), "65535");
        assert.equal(valueOf({ size: 8, count: 1, form: "pointer" }, 0, 0x10, 0x40, 0, 0, 0, 0, 0), "0x401000");
        assert.equal(valueOf({ size: 8, count: 1, form: "float" }, ...new Uint8Array(Float64Array.of(-2.5).buffer)), "-2.5");
        assert.equal(valueOf({ size: 4, count: 1, form: "float" }, ...new Uint8Array(Float32Array.of(0.1).buffer)), "0.1");
        assert.equal(valueOf({ size: 16, count: 1, form: "float" }, ...new Uint8Array(16)), "?");
    });

    it("shows the first elements of an array, and text up to its end", () => {
        assert.equal(valueOf({ size: 1, count: 3, form: "signed" }, 1, 255, 3), "1, -1, 3");
        assert.equal(valueOf({ size: 1, count: 9, form: "unsigned" }, 1, 2, 3, 4, 5, 6, 7, 8, 9), "1, 2, 3, 4, 5, 6, 7, 8, …");
        assert.equal(valueOf({ size: 8, count: 1, form: "text" }, 0x61, 0x22, 0x0a, 0, 0x62, 0, 0, 0), '“a"\\n”');
        assert.equal(valueOf({ size: 3, count: 1, form: "text" }, 0x61, 0x62, 0x63), "“abc”");
    });

    it("leaves out what lies beyond the bytes that are known, and marks what changed", () => {
        const fields = [0, 4, 8].map((offset): MemoryField => ({ name: `f${offset}`, offset, size: 4, count: 1, form: "signed" }));
        const layout: MemoryLayout = { variable: "v", type: "struct s", offset: 0, fields };
        const typed = typedMemory(layout, contents(1, 0, 0, 0, 2, 0, 0, 0, 9), contents(1, 0, 0, 0, 3, 0, 0, 0, 9));
        assert.deepEqual(
            typed.fields.map(({ name, value, changed }) => [name, value, changed]),
            [
                ["f0", "1", false],
                ["f4", "2", true],
            ],
        );
    });

    it("stands on the card, at the place in the object to which the variable leads", () => {
        const attached = "p1 shmget 7 100 IPC_CREAT = 3\np1 shmat 3 7000\n";
        const before = `${attached}p1 sees 7000 "head\\u0001\\u0000"\n`;
        const { state } = play(`${before}p1 sees 7000 "head\\u0002\\u0000"`);
        const field: MemoryField = { name: "", offset: 0, size: 2, count: 1, form: "signed" };
        const layouts = new Map([["sharedMemory1", [{ variable: "count", type: "short", offset: 4, fields: [field] }]]]);
        assert.match(
            sceneText(sceneOf(state, play(before).state, null, layouts)),
            /\n {4}0000 {2}68 65 61 64 \[02\] 00 {2}head··\n {4}short \*count\n {6}\*count \[2\]\n/,
        );
    });

    it("is of pointers to data with a type, not to bytes or functions", () => {
        assert.equal(pointeeOf("struct ring *"), "struct ring");
        assert.equal(pointeeOf("const volatile struct ring *const"), "struct ring");
        assert.equal(pointeeOf("int *"), "int");
        for (const other of ["int", "void *", "const char *", "unsigned char *", "uint8_t *", "int (*)(void)", "int [4]"]) {
            assert.equal(pointeeOf(other), null, other);
        }
    });
});
