/** Messages of `child_process.fork` with `serialization: "advanced"` (Node's documentation): before each stands its length. */
import { nodeText, shown } from "./channelText";
import type { PlainMessage, Protocol } from "./protocol";
import { readV8Value } from "./v8Values";

const looksAt = 4096;
/** What V8's serializer puts first, and the versions of its format that Node has had since its channels know it. */
const mark = 0xff;
const versions: readonly (number | undefined)[] = [13, 14, 15];
const headerLength = 2;
/** Beyond that it is hardly one; V8 puts no longer text into one value. */
const longest = 2 ** 29;

function recognise(beginning: Uint8Array): PlainMessage | null {
    if (beginning[0] !== mark || !versions.includes(beginning[1])) return null;
    const value = readV8Value(beginning.subarray(headerLength));
    const isWhole = beginning.length < looksAt;
    if (value === null || (isWhole && (value.isCut || value.rest > 0))) return null;
    return { role: "message", what: nodeText(value.members) ?? `V8 ${shown(value.text)}` };
}

export const v8Messages: Protocol = {
    name: "values that V8 has serialized",
    looksAt,
    recognise,
    framing: {
        headLength: 4,
        frame(head) {
            const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
            return length > headerLength && length < longest ? { length, continues: false } : null;
        },
    },
};
