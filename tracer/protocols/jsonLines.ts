/** Lines of JSON, one a message, as `child_process.fork` sends them through its channel (Node's documentation, "serialization"). */
import { nodeText, shown } from "./channelText";
import type { PlainMessage, Protocol } from "./protocol";

const lineEnd = 10;
/** Objects, lists and texts; a line with a number alone is more often the output of a program. */
const beginnings = new Set(["{", "[", '"']);

const replacement = "\ufffd";

function recognise(line: Uint8Array): PlainMessage | null {
    const text = new TextDecoder().decode(line).trim();
    if (text.includes(replacement)) return null;
    try {
        return { role: "message", what: nodeText(JSON.parse(text)) ?? `JSON ${shown(text)}` };
    } catch {
        return null;
    }
}

export const jsonLines: Protocol = {
    name: "lines of JSON",
    looksAt: Number.MAX_SAFE_INTEGER,
    recognise,
    framing: { lineEnd, mayBegin: (line) => beginnings.has(String.fromCharCode(line[0] ?? 0)) },
};
