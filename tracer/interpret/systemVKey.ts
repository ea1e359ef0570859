/** What ftok(3) asks for. */
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import { noteAsked } from "./stdioCalls";

function askAboutFile(call: ReturnedCall): void {
    if (call.string("path") === "") noteAsked(call, call.int("directory"));
    const [path, facts] = [call.string("path"), call.structure("facts", 16)];
    if (path === undefined || facts === undefined || call.libraryFunction !== "ftok") return;
    call.interpretation.fileKeys.note(path, facts.getBigUint64(0, true), facts.getBigUint64(8, true));
}

export const systemVKey = { meanings: { askAboutFile } } satisfies Mechanism;
