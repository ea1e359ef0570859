/** What `ipcscope pack` adds, as records. */
import { recordTypeNumbers } from "../trace/format";
import type { PackedRecord } from "../trace/packed";
import { framed } from "./encodeRecord";
import { PayloadWriter } from "./payloadWriter";

/** With its head. */
export function encodePacked(record: PackedRecord): Buffer {
    return framed(recordTypeNumbers[record.type], payloadOf(record));
}

function payloadOf(record: PackedRecord): Buffer {
    switch (record.type) {
        case "lines":
            return Buffer.from(JSON.stringify(record.stacks));
        case "environment":
            return Buffer.from(JSON.stringify(Object.fromEntries(record.facts)));
        case "source": {
            const path = Buffer.from(record.path);
            return new PayloadWriter().u16(path.length).bytes(path).text(record.text).payload();
        }
    }
}
