import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Interpreter } from "../../tracer/interpret/interpreter";
import { eventJson } from "../../tracer/model/eventJson";
import { stateText } from "../../tracer/model/stateText";
import { RecordStream } from "../../tracer/trace/recordStream";
import { TraceError } from "../../tracer/trace/traceError";
import { damaged, randomNumbers } from "./damage";
import { withTraceOf } from "./recordedSample";

const samples = ["pipeline", "message_queue", "eventfd", "fifo"];
const damagesOfEach = 2500;

/** What `ipcscope state` and `events` do with the bytes of a trace. Returns how many events it had. */
function readAll(bytes: Buffer): number {
    const interpreter = new Interpreter({ locate: () => undefined });
    let events = 0;
    for (const record of new RecordStream("damaged").push(bytes)) {
        for (const event of interpreter.read(record)) {
            JSON.stringify(eventJson(event, interpreter.state));
            events += 1;
        }
    }
    stateText(interpreter.state);
    return events;
}

describe("a damaged trace", () => {
    for (const sample of samples) {
        it(`of ${sample} is read as far as it makes sense, or refused with a sentence, whatever stands in it`, async () => {
            const whole = await withTraceOf(sample, (trace) => readFileSync(trace));
            const wholeEvents = readAll(whole);
            assert.ok(wholeEvents > 0);
            const random = randomNumbers(1);
            const memory = process.memoryUsage().rss;
            let read = 0;
            for (let count = 0; count < damagesOfEach; count++) {
                const bytes = damaged(whole, random);
                try {
                    read += readAll(bytes);
                } catch (error) {
                    if (!(error instanceof TraceError)) throw error;
                }
            }
            assert.ok(read > (wholeEvents * damagesOfEach) / 10, "most of what is whole is read");
            assert.ok(process.memoryUsage().rss - memory < 1 << 30, "no list grows by a number from the file");
        });
    }
});
