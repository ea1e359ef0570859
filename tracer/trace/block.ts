/** The record `block`: other records, deflated (docs/trace-format.md, "Blocks"). */
import { checksum } from "./checksum";
import { inflate } from "./inflate";
import { PayloadReader } from "./payloadReader";

/** No block has more, so that the memory that it takes is bounded, whatever it claims. */
const longestBlock = 1 << 20;

/** The bytes of its records. Throws a RangeError when the block is damaged. */
export function recordsOfBlock(payload: Uint8Array): Uint8Array {
    const reader = new PayloadReader(payload);
    const [length, sum] = [reader.u32(), reader.u32()];
    if (length > longestBlock) throw new RangeError("a block that is too long");
    const records = inflate(reader.bytes(reader.remains), length);
    if (checksum(records) !== sum) throw new RangeError("a block whose sum is another one");
    return records;
}
