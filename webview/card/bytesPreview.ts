/** Payload as text for a picture: cut between escapes, never inside one. */
import { escapeBytes } from "../../tracer/model/bytes";

const oneByte = /\\(?:x[0-9a-fA-F]{2}|.)|[^\\]/gsu;

/** The first `limit` bytes as text with C escapes, and "…" when there are more. */
export function bytesPreview(bytes: Uint8Array, limit: number): string {
    const text = escapeBytes(bytes.subarray(0, limit));
    return bytes.length <= limit ? text : `${text}…`;
}

/** The same of bytes that are text already. */
export function cutText(escaped: string, limit: number): string {
    const bytes = escaped.match(oneByte) ?? [];
    return bytes.length <= limit ? escaped : `${bytes.slice(0, limit).join("")}…`;
}
