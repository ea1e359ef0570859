/** Names come from whoever made the file or the program: what would be invisible, or turn the text around, is spelled out. */
import { hexadecimalEscape } from "../../tracer/model/printable";

// Controls, and the marks that change the direction of the text after them.
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

export function visibleText(text: string): string {
    return text.replace(unseen, hexadecimalEscape);
}

/** The end of a long name, where names differ; for what is read aloud. */
export function lastPart(name: string, most = 100): string {
    return name.length <= most ? name : `…${name.slice(-most)}`;
}
