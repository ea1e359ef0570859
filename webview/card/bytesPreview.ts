/** Payload as text for a picture: cut between escapes, never inside one. */

const oneByte = /\\(?:x[0-9a-fA-F]{2}|[0-7]{1,3}|.)|[^\\]/gsu;

/** The first `limit` bytes of a text with C escapes, and "…" when there are more. */
export function bytesPreview(escaped: string, limit: number): string {
    const bytes = escaped.match(oneByte) ?? [];
    return bytes.length <= limit ? escaped : `${bytes.slice(0, limit).join("")}…`;
}
