/** `ipcscope events`: one event a line. */
import { eventKinds } from "../model/happenings";
import { usageError } from "./commandError";
import { EventPrinter, type EventChoice, type EventForm } from "./eventPrinter";
import { followTrace } from "./followTrace";
import { interpretTrace } from "./interpretTrace";
import { similarWord } from "./similarWord";

export interface EventsOptions extends EventChoice, EventForm {
    readonly follow?: true;
}

export async function eventsCommand(trace: string, options: EventsOptions): Promise<void> {
    const { process, kind } = options;
    if (kind !== undefined && !eventKinds.includes(kind)) throw unknownKind(kind);
    const printer = new EventPrinter(options, options);
    if (options.follow === true) await printGrowing(trace, printer);
    else await printWhole(trace, printer);
    printer.rest();
    printer.flush();
    if (process !== undefined && !printer.processSeen && !printer.done) {
        throw usageError(`no process '${process}' does anything in '${trace}'.`);
    }
}

async function printWhole(trace: string, printer: EventPrinter): Promise<void> {
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) printer.take(event);
        if (printer.done) return;
    }
}

async function printGrowing(trace: string, printer: EventPrinter): Promise<void> {
    await followTrace(trace, {
        take(events) {
            for (const event of events) printer.take(event);
            return !printer.done;
        },
        delivered: () => printer.flush(),
        pause() {
            printer.rest();
            printer.flush();
        },
    });
}

function unknownKind(kind: string): Error {
    const similar = similarWord(kind, eventKinds);
    const advice = similar === undefined ? `The kinds are: ${eventKinds.join(", ")}.` : `Did you mean '${similar}'?`;
    return usageError(`there are no events of the kind '${kind}'. ${advice}`);
}
