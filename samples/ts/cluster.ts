// Two workers of a cluster that answer at one port.
//
// Teaches: only the primary listens; it accepts each connection and passes the descriptor to a worker, through the channel that it has with it.
// Watch: descriptors in flight in the channel's sockets (SCM_RIGHTS).
// Stop at: the worker's answer.
import cluster from "node:cluster";
import { connect, createServer, type AddressInfo } from "node:net";

if (cluster.isPrimary) {
    let answers = 0;
    const ask = (port: number): void => {
        connect(port, "127.0.0.1") // later: socket, connect, getsockopt, read, shutdown, close
            .on("data", (some) => console.log(`client: ${String(some)}`)) // calls: write
            .on("close", () => {
                if (++answers === 2) cluster.disconnect(); // calls: write, close
            });
    };
    let listening = 0;
    cluster.on("listening", (_worker, { port }) => {
        if (++listening === 2) for (let client = 0; client < 2; client++) ask(port);
    });
    // For its workers the primary listens, and passes on what it accepts.
    for (let worker = 0; worker < 2; worker++)
        cluster.fork(); // calls: socketpair, fork, close; later: recvmsg, wait4, close, socket, setsockopt, bind, listen, accept4, sendmsg
} else {
    const server = createServer((client) => client.end(`worker ${cluster.worker?.id}`)); // calls: write; later: shutdown
    server.listen(0, "127.0.0.1", () => (server.address() as AddressInfo).port);
}
