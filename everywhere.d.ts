/** What Node, workers and pages all have, and no library of the language declares (https://encoding.spec.whatwg.org). */
declare class TextDecoder {
    decode(bytes: Uint8Array): string;
}
