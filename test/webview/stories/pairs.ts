/** Connections between processes, told in the words of test/unit/script.ts. */
import { play } from "../../unit/script";
import type { Story } from "../story";

type Told = Pick<Story, "events" | "stops">;

/** A parent and its children, and to each a pair of sockets: bytes go along it both ways. */
export function socketPairs(count = 60): Told {
    const children = Array.from({ length: count }, (_, index) => {
        const [child, own, far] = [`p${index + 2}`, 10 + index, 200];
        const inherited = Array.from({ length: index + 1 }, (_each, before) => `${child} close ${10 + before}`);
        const answers = [`${child} recv ${far} "job ${index}"`, ...(index % 2 === 0 ? [`${child} send ${far} "done ${index}"`] : [])];
        return [
            `p1 socketpair ${own} ${far}`,
            `p1 fork ${child}`,
            ...inherited,
            `p1 close ${far}`,
            `p1 send ${own} "job ${index}"`,
            ...(index % 3 === 0 ? [] : [...answers, `${child} enters recv ${far}`]),
        ];
    });
    return told([...children.flat(), "p1 stops"]);
}

/** A server and three clients: one it talks to, one that nobody has accepted, and one outside of the recording. */
export function socketServer(): Told {
    return told([
        "p1 socket 3 unix stream",
        "p1 bind 3 /tmp/server",
        "p1 listen 3 5",
        "p1 fork p2",
        "p1 fork p3",
        "p2 close 3",
        "p3 close 3",
        "p2 socket 4 unix stream",
        "p2 connect 4 /tmp/server",
        "p1 accept 3 5 p2 /tmp/server",
        'p2 send 4 "who is there?"',
        'p1 recv 5 "who is there?"',
        'p1 send 5 "a server"',
        'p2 send 4 "and you?"',
        "p3 socket 4 unix stream",
        "p3 connect 4 /tmp/server",
        "p1 socket 6 inet stream",
        "p1 connect 6 93.184.216.34:80 10.0.0.2:4000",
        'p1 send 6 "GET /"',
        "p1 stops",
    ]);
}

function told(lines: readonly string[]): Told {
    const { events } = play(lines.join("\n"));
    return { events: [...events], stops: [events.length] };
}
