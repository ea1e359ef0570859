/** How much fits into the queue of a socket of the internet: what does not is thrown away, and nobody is told (udp(7)). */
import type { MutableSocket } from "./state";

/** Of a datagram: its buffer is at most doubled, and the kernel's own data come with it (__alloc_skb in net/core/skbuff.c). */
const overhead = 1024;
/** Whatever the machine is set to; Linux comes with some 200 KiB (net.core.rmem_default). */
const usualLeast = 65536;

/** Whether a datagram that comes now may find the queue full (__udp_enqueue_schedule_skb in net/ipv4/udp.c). */
export function mayBeFull({ family, incoming, options }: MutableSocket): boolean {
    if (family === "AF_UNIX" || incoming.length === 0) return false;
    const set = Number.parseInt(options.get("SO_RCVBUF") ?? "", 10);
    // The kernel doubles what is set.
    const fits = Number.isNaN(set) ? usualLeast : Math.min(2 * set, usualLeast);
    return incoming.reduce((sum, { length }) => sum + 2 * length + overhead, 0) > fits;
}
