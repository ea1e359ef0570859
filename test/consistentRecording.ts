/** What the tests record at full speed must be what can be (docs/verify.md). */
import assert from "node:assert/strict";
import { checkTrace } from "../tracer/cli/checkTrace";

export async function assertConsistent(trace: string): Promise<void> {
    const { events, faults } = await checkTrace(trace);
    assert.deepEqual(faults, [], `${trace}: ${events} events`);
}
