/** A place in the user's code, short enough for a card. */
import type { SourceLocation } from "../../tracer/model/sourceLocation";
import { baseName } from "./baseName";
import type { SourceLink } from "./card";

export function sourceLink(source: SourceLocation | null | undefined): SourceLink | null {
    if (source === null || source === undefined) return null;
    return { file: source.file, line: source.line, text: `${baseName(source.file)}:${source.line}` };
}
