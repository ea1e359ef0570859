import { SeededRandom } from "../../kernel/random/seededRandom";
import { openAnyTrace } from "./openAnyTrace";
import { mutated } from "./mutations";
import { randomTrace } from "./randomTrace";
import { readAnyTrace } from "./readAnyTrace";
import { reviewAnyTrace } from "./reviewAnyTrace";

/** So many mutations of each random trace. */
export const mutationsOfTrace = 100;
const records = 24;
/** What a trace of this length may lead to: every process with a copy of every descriptor, and each looked at often. */
const mostForByte = 8;

const emptyState = 10;

/**
 * Reads `mutationsOfTrace` damaged traces, every `opened`th also as the editor does. Throws what the reading throws, with the seed and the
 * number of the trace.
 */
export async function fuzzRound(seed: number, opened: number): Promise<void> {
    const random = new SeededRandom(seed);
    const [trace, other] = [randomTrace(random, records), randomTrace(random, records)];
    for (let number = 0; number < mutationsOfTrace; number++) {
        const { bytes, length } = mutated(random, trace, other);
        const fail = (what: string, cause?: unknown): never => {
            throw new Error(`seed ${seed}, trace ${number}: ${what}`, { cause });
        };
        try {
            const { events, size } = readAnyTrace(bytes);
            const reviewed = reviewAnyTrace(bytes, random);
            if (reviewed !== events) fail(`${events} events are ${reviewed} under review`);
            const inEditor = number % opened === 0 ? await openAnyTrace(bytes, random) : events;
            if (inEditor !== events) fail(`${events} events are ${inEditor} in the editor`);
            if (size > emptyState + mostForByte * length) fail(`${length} bytes lead to ${size} values`);
        } catch (error) {
            fail(error instanceof Error ? error.message : String(error), error);
        }
    }
}
