/** Stacks of which it is certain that no function of the program stands on them. */
import assert from "node:assert/strict";
import { isBehindRead, isOfRuntimeAlone } from "../../tracer/symbols/runtimeStack";

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

describe("a stack behind a read", () => {
    for (const [what, functions, isBehind] of [
        ["what a stream's reader does", ["socket", "node::TCPWrap::Bind", "uv__read", "uv__stream_io", "uv__io_poll", "uv_run"], true],
        ["what is done when a stream has written", ["socket", "uv__write_callbacks", "uv__stream_io", "uv__io_poll", "uv_run"], false],
        ["what is done in another phase of the loop", ["socket", "node::Environment::CheckImmediate", "uv__run_check", "uv_run"], false],
        ["functions without names", [null, null, null], false],
    ] as const) {
        it(`is ${isBehind ? "" : "not "}one of ${what}`, () => {
            assert.equal(isBehindRead(functions.map((name) => ({ function: name }))), isBehind);
        });
    }
});
