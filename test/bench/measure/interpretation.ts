/** How fast a recorded trace becomes events and states. */
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { readTrace } from "../../../tracer/trace/readTrace";

/** Events a second. */
export async function interpretationRate(trace: string): Promise<number> {
    const started = process.hrtime.bigint();
    const interpreter = new Interpreter({ locate: () => undefined });
    let events = 0;
    for await (const records of readTrace(trace, () => undefined)) for (const record of records) events += interpreter.read(record).length;
    return events / (Number(process.hrtime.bigint() - started) / 1e9);
}
