/** How fast a recorded trace becomes events and states. */
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { noSources } from "../../../tracer/review/traceReading";
import { readTrace } from "../../../tracer/traceFile/readTrace";

/** Events a second of processor time. */
export async function interpretationRate(trace: string): Promise<number> {
    const before = process.cpuUsage();
    const interpreter = new Interpreter(noSources);
    let events = 0;
    for await (const records of readTrace(trace, () => undefined)) for (const record of records) events += interpreter.read(record).length;
    const { user, system } = process.cpuUsage(before);
    return events / ((user + system) / 1e6);
}
