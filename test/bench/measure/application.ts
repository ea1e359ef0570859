/** How fast the diagram's worker follows events. */
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { noSources } from "../../../tracer/review/traceReading";
import type { Event } from "../../../tracer/model/event";
import { readTrace } from "../../../tracer/traceFile/readTrace";
import { packEvents } from "../../../tracer/model/packedEvents";
import { Recording } from "../../../webview/recording";

/** As many as the extension sends at once. */
const eventsInMessage = 2000;

/** Events a second of processor time, unpacked and applied. */
export async function applicationRate(trace: string): Promise<number> {
    const interpreter = new Interpreter(noSources);
    const events: Event[] = [];
    for await (const records of readTrace(trace, () => undefined)) for (const record of records) events.push(...interpreter.read(record));
    const messages: string[] = [];
    for (let from = 0; from < events.length; from += eventsInMessage) messages.push(packEvents(events.slice(from, from + eventsInMessage)));
    const recording = new Recording();
    recording.receive({ type: "reset", title: "bench", live: true });
    const before = process.cpuUsage();
    for (const message of messages) recording.receive({ type: "events", events: message, runtimes: [] });
    const { user, system } = process.cpuUsage(before);
    return events.length / ((user + system) / 1e6);
}
