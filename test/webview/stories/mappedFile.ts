/** A file that two processes have open, and then in their memory. */
import { Story } from "../story";

const object = "file1";
const mappedAt = 0x7f3c_1f40_1000n;

function text(content: string): Uint8Array {
    return new TextEncoder().encode(content.padEnd(64, "\0"));
}

export function mappedFile(): Story {
    const story = new Story("/home/student/samples/c/mapped_file.c", 4711);
    const seen = (content: string, facts: { readonly changed?: number; readonly ran?: readonly string[] } = {}): Story =>
        story.tell({ kind: "contentsSeen", process: "p1", object, offset: 0, data: text(content), ...facts });
    story.started("p1", "./mapped_file").terminal("p1").stop("p1", 12, "breakpoint");
    story.opened("p1", 3, "ofd2", { id: object, kind: "file", name: "/tmp/board", size: 64 }, "read-write", 14);
    story.stop("p1", 15);
    const place = { object, length: 4096, offset: 0, protection: "rw-", shared: true, fd: 3 } as const;
    story.tell({ kind: "memoryMapped", call: "mmap", process: "p1", address: mappedAt, ...place }, 15);
    story.stop("p1", 16).forked("p1", "p2", 18);
    seen("count 1");
    story.stop("p1", 20);
    seen("count 2", { changed: 1, ran: ["p1", "p2"] });
    return story.stop("p1", 23);
}
