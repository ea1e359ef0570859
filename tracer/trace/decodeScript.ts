/** The record `script`: texts as a virtual machine keeps them, of one byte or two a character. */
import type { PayloadReader } from "./payloadReader";
import type { ScriptRecord } from "./record";

const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });
const pieceLength = 1 << 14;

export function decodeScript(payload: PayloadReader): ScriptRecord {
    const id = payload.u32();
    const nameHasTwoBytes = hasTwoBytes(payload);
    const sourceHasTwoBytes = hasTwoBytes(payload);
    payload.u16();
    const nameLength = payload.u32();
    const sourceLength = payload.u32();
    const name = characters(payload.bytes(nameLength), nameHasTwoBytes);
    return { type: "script", id, name, source: characters(payload.bytes(sourceLength), sourceHasTwoBytes) };
}

function hasTwoBytes(payload: PayloadReader): boolean {
    const encoding = payload.u8();
    if (encoding > 1) throw new RangeError(`no encoding has the number ${encoding}`);
    return encoding === 1;
}

/** One byte a character is Latin-1; what TextDecoder calls "latin1" is another encoding. */
function characters(bytes: Uint8Array, twoBytes: boolean): string {
    if (twoBytes) return utf16.decode(bytes);
    let text = "";
    for (let start = 0; start < bytes.length; start += pieceLength) {
        text += String.fromCharCode(...bytes.subarray(start, start + pieceLength));
    }
    return text;
}
