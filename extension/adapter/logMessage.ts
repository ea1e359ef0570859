/** A logpoint's text: what stands in braces is an expression; `\{` is a brace. */

export type LogPart = { readonly text: string } | { readonly expression: string };

export function logParts(message: string): readonly LogPart[] {
    const parts: LogPart[] = [];
    let text = "";
    for (let at = 0; at < message.length; at++) {
        const character = message.charAt(at);
        const escaped = character === "\\" && /[{}\\]/.test(message.charAt(at + 1));
        const close = character === "{" ? closingBrace(message, at) : -1;
        if (escaped) {
            text += message.charAt(++at);
        } else if (close > at + 1) {
            if (text !== "") parts.push({ text });
            text = "";
            parts.push({ expression: message.slice(at + 1, close) });
            at = close;
        } else {
            text += character;
        }
    }
    if (text !== "") parts.push({ text });
    return parts;
}

function closingBrace(message: string, open: number): number {
    let depth = 0;
    for (let at = open; at < message.length; at++) {
        if (message[at] === "{") depth++;
        if (message[at] === "}" && --depth === 0) return at;
    }
    return -1;
}
