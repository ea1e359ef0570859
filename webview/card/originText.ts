import type { SourceLink } from "./card";

interface Origin {
    readonly id: string;
    /** "created by p1" */
    readonly creator: string | null;
    readonly keyMadeOf: string | null;
    readonly link: SourceLink | null;
}

/** "semaphoreSet1, created by p1 at a.c:12, key made by ftok("/tmp/a", 'm')": of System V objects. */
export function originText({ id, creator, keyMadeOf, link }: Origin): string {
    const made = creator === null ? id : `${id}, ${creator}${link === null ? "" : ` at ${link.text}`}`;
    return keyMadeOf === null ? made : `${made}, key made by ${keyMadeOf}`;
}
