/**
 *     p1 mmap 7000 8192 3 rw            shared, through descriptor 3, at the address 0x7000 which the kernel chose; or: r, w, none …
 *     p1 mmap 7000 8192 3 rw private    also: fixed, offset 4096; descriptor -1: MAP_ANONYMOUS
 *     p1 munmap 7000 4096
 *     p1 mprotect 7000 4096 r
 *     p1 remap_file_pages 7000 4096 2   from page 2 of the same object on
 *     p1 mremap 7000 4096 8192 b000     to the new length, at the new address; dontunmap behind it
 *     p1 msync 7000 4096 sync           or: async
 *     p1 madvise 7000 4096 dontfork     or: dofork
 */
import type { CallWord } from "./word";

const bits: Readonly<Record<string, number>> = { r: 1, w: 2, x: 4 };
const [shared, privately, fixed, anonymous] = [0x01, 0x02, 0x10, 0x20];

function address(text: string): number {
    return Number.parseInt(text, 16);
}

function protection(text: string): number {
    return text === "none" ? 0 : [...text].reduce((sum, letter) => sum | (bits[letter] ?? 0), 0);
}

export const mappingCalls = {
    mmap: ([at = "", length = "", fd = "", allowed = "", ...words]) => {
        const flags =
            (words.includes("private") ? privately : shared) | (words.includes("fixed") ? fixed : 0) | (Number(fd) < 0 ? anonymous : 0);
        const offset = words.includes("offset") ? Number(words[words.indexOf("offset") + 1]) : 0;
        return { name: "mmap", args: [address(at), Number(length), protection(allowed), flags, Number(fd), offset], result: address(at) };
    },
    munmap: ([at = "", length = ""]) => ({ name: "munmap", args: [address(at), Number(length)], result: 0 }),
    mprotect: ([at = "", length = "", allowed = ""]) => ({
        name: "mprotect",
        args: [address(at), Number(length), protection(allowed)],
        result: 0,
    }),
    mremap: ([at = "", length = "", newLength = "", to = "", ...words]) => ({
        name: "mremap",
        args: [address(at), Number(length), Number(newLength), words.includes("dontunmap") ? 5 : 1, 0],
        result: address(to),
    }),
    remap_file_pages: ([at = "", length = "", page = "0"]) => ({
        name: "remap_file_pages",
        args: [address(at), Number(length), 0, Number(page), 0],
        result: 0,
    }),
    msync: ([at = "", length = "", how = ""]) => ({
        name: "msync",
        args: [address(at), Number(length), how === "sync" ? 4 : 1],
        result: 0,
    }),
    madvise: ([at = "", length = "", how = ""]) => ({
        name: "madvise",
        args: [address(at), Number(length), how === "dofork" ? 11 : 10],
        result: 0,
    }),
} satisfies Record<string, CallWord>;
