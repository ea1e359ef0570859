/** What Node, workers and pages all have, and no library of the language declares (https://encoding.spec.whatwg.org). */
declare class TextDecoder {
    constructor(label?: string, options?: { readonly ignoreBOM?: boolean });
    decode(bytes: Uint8Array): string;
}

declare class TextEncoder {
    encode(text: string): Uint8Array;
}
