/** How fast a recorded trace becomes events and states. */
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { readTrace } from "../../../tracer/traceFile/readTrace";

/** Events a second of processor time. */
export async function interpretationRate(trace: string): Promise<number> {
    const before = process.cpuUsage();
    const interpreter = new Interpreter({ locate: () => undefined, libraryFunction: () => undefined, variable: () => undefined });
    let events = 0;
    for await (const records of readTrace(trace, () => undefined)) for (const record of records) events += interpreter.read(record).length;
    const { user, system } = process.cpuUsage(before);
    return events / ((user + system) / 1e6);
}
