/** Stacks of which it is certain that no function of the program stands on them. */
import assert from "node:assert/strict";
import { isOfRuntimeAlone } from "../../tracer/symbols/runtimeStack";

const files: Readonly<Record<number, string>> = {
    1: "/home/me/.nvm/versions/node/v22.1.0/bin/node",
    2: "/usr/lib/x86_64-linux-gnu/libc.so.6",
    3: "/home/me/program",
    4: "/home/me/node_modules/a/build/Release/a.node",
    5: "/usr/lib/x86_64-linux-gnu/libnode.so.108",
    6: "/usr/lib/x86_64-linux-gnu/libuv.so.1",
};

describe("a stack of a runtime alone", () => {
    for (const [what, modules, isAlone, cut] of [
        ["Node and the C library", [2, 1, 1, 2], true, false],
        ["Node and libuv as libraries", [2, 6, 5], true, false],
        ["the C library alone", [2, 2], false, false],
        ["a program that uses libuv", [2, 6, 3], false, false],
        ["an addon", [2, 4, 1], false, false],
        ["a function of which nothing is known", [2, 1, 0, 1], false, false],
        ["a script", [2, 1, 9, 1], false, false],
        ["Node, cut", [2, 1, 1], false, true],
        ["nothing", [], false, false],
    ] as const) {
        it(`is ${isAlone ? "" : "not "}one of ${what}`, () => {
            const frames = modules.map((module) => ({ module, offset: 1n }));
            assert.equal(
                isOfRuntimeAlone({ type: "stack", id: 1, frames, cut }, (module) => files[module]),
                isAlone,
            );
        });
    }
});
