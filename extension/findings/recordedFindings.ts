/** What is wrong with the programs of a trace that was recorded before. */
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import type { Finding } from "../../tracer/diagnosis/finding";
import { Interpreter } from "../../tracer/interpret/interpreter";
import { SymbolLookup } from "../../tracer/symbols/symbolLookup";
import { readTrace } from "../../tracer/traceFile/readTrace";

/** Notes about the file and about missing symbols are left to the trace's page. Throws what `readTrace` throws. */
export async function recordedFindings(trace: string): Promise<readonly Finding[]> {
    const lookup = new SymbolLookup(ignored);
    const interpreter = new Interpreter(lookup);
    const diagnosis = new Diagnosis();
    try {
        for await (const records of readTrace(trace, ignored)) {
            await lookup.prepare(records);
            for (const record of records) diagnosis.see(interpreter.read(record));
        }
        return diagnosis.findings();
    } finally {
        await lookup.close();
    }
}

function ignored(): void {
    return;
}
