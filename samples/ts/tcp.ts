// A server and a client over TCP, by the loopback device.
//
// Teaches: port 0 lets the kernel choose one; a connection stands in the server's queue before accept takes it; end() shuts one direction
// down, and the other still carries the answer.
// Watch: the two ends of the connection, each with its address; the client's end of file after the answer.
// Stop at: the server's answer.
import { connect, createServer, type AddressInfo } from "node:net";

const server = createServer({ allowHalfOpen: true }, (socket) => {
    let question = "";
    socket.on("data", (some) => (question += String(some)));
    socket.on("end", () => socket.end(`you said: ${question}`)); // calls: write; later: shutdown
});
server.listen(0, () => { // calls: socket, setsockopt, bind, listen; later: accept4, read, close
    const { port } = server.address() as AddressInfo;
    const client = connect(port, "127.0.0.1", () => client.end("hello")); // calls: write; later: socket, connect, getsockopt, read, shutdown, close
    client.on("data", (some) => console.log(`client: ${String(some)}`)); // calls: write
    client.on("close", () => server.close()); // calls: close
});
