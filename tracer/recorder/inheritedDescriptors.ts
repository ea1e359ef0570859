/** The descriptors that our caller gave us beside the standard ones (`3<file`). Node marks them close-on-exec, so that programs would not get them. */
import { readdirSync, readlinkSync } from "node:fs";

/** For `spawn`: each of them goes to the same number; what Node opened for itself goes nowhere. */
export function stdioWithInherited(): ("inherit" | "ignore")[] {
    const inherited = inheritedDescriptors();
    return Array.from({ length: 1 + Math.max(2, ...inherited) }, (_, fd) => (fd <= 2 || inherited.has(fd) ? "inherit" : "ignore"));
}

/** Node says nothing about which are whose: its own are taken as they come after the first of its event queues, and by their kinds. */
function inheritedDescriptors(): ReadonlySet<number> {
    const links = openDescriptors();
    const firstOfNode = Math.min(...[...links].filter(([, link]) => link === "anon_inode:[eventpoll]").map(([fd]) => fd));
    const inherited = new Set<number>();
    for (const [fd, link] of links) {
        if (fd > 2 && (fd < firstOfNode || !isOfNode(link, [...links.values()]))) inherited.add(fd);
    }
    return inherited;
}

/** Node wakes its threads through event counters, and through pipes of which it holds both ends. */
function isOfNode(link: string, all: readonly string[]): boolean {
    if (link.startsWith("pipe:")) return all.filter((other) => other === link).length > 1;
    return link.startsWith("anon_inode:") || link === "/dev/null";
}

function openDescriptors(): ReadonlyMap<number, string> {
    const links = new Map<number, string>();
    for (const name of readdirSync("/proc/self/fd")) {
        try {
            links.set(Number(name), readlinkSync(`/proc/self/fd/${name}`));
        } catch {
            // The one that read the directory.
        }
    }
    return links;
}
