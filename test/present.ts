import assert from "node:assert/strict";

/** A value that a test needs; without it the test fails here. */
export function present<Value>(value: Value | null | undefined): Value {
    assert.ok(value !== null && value !== undefined, "a value is missing");
    return value;
}
