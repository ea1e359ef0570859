import assert from "node:assert/strict";
import { patience } from "../patience";

/** Reads again and again until the value is as it should be; fails with the last value read. */
export async function eventually<Value>(
    read: () => Promise<Value>,
    isRight: (value: Value) => boolean,
    what: string,
    timeout = patience,
): Promise<Value> {
    const deadline = Date.now() + timeout;
    let value = await read();
    while (!isRight(value)) {
        if (Date.now() > deadline) assert.fail(`${what}; the last value was ${JSON.stringify(value)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        value = await read();
    }
    return value;
}
