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

/** What one try of a gesture, and the wait for its effect, may take until it is tried again. */
const soon = { timeout: 5000 };

/**
 * Does something again and again until its effect is there, which may be so at the beginning: a busy window loses clicks and keys.
 * A try that throws was one without an effect. What a gesture does with the page takes `soon`: else one try that cannot succeed, as with
 * a menu in the way, is the only one.
 */
export async function repeated(
    gesture: (soon: { timeout: number }) => Promise<void>,
    isThere: (soon: { timeout: number }) => Promise<boolean>,
    what: string,
): Promise<void> {
    const looked = (): Promise<boolean> => isThere(soon).catch(() => false);
    const deadline = Date.now() + patience;
    let failed = "its effect did not come";
    while (!(await looked())) {
        if (Date.now() > deadline) assert.fail(`${what}: ${failed}`);
        try {
            await gesture(soon);
        } catch (error) {
            failed = String(error);
        }
        const again = Date.now() + soon.timeout;
        while (!(await looked()) && Date.now() < again) await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
