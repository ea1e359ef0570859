/**
 * An address of a Node process's inspector, known before that process is there: its debugger may knock at once, so that the session is open
 * when the process waits for it. Who knocks is led there when the inspector has opened. Where none opens, or its process has ended, the
 * debugger is told so in a way that it understands, by a connection that ends: it would knock for ever. All of it is on 127.0.0.1.
 */
import { createHash, randomUUID } from "node:crypto";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Of a WebSocket's opening handshake (RFC 6455, 4.1), as much as matters here. */
const requestLine = /^GET (\/\S*) HTTP\/1\.1\r\n/;
const keyLine = /^sec-websocket-key: *(\S+)/im;
/** What the key is answered with (4.2.2), and a frame that closes the connection (5.5.1). */
const acceptance = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const closeFrame = Buffer.from([0x88, 0]);

interface Visitor {
    readonly socket: Socket;
    /** What it has sent behind the first line of its request. */
    readonly rest: Buffer;
}

export class InspectorDoor {
    /** "ws://127.0.0.1:43711/…" */
    readonly url: string;
    private readonly key = `/${randomUUID()}`;
    private readonly sockets = new Set<Socket>();
    private readonly waiting: Visitor[] = [];
    /** To the inspector. */
    private readonly onward = new Set<Socket>();
    /** Null: there will be none. */
    private inspector: URL | null | undefined;

    private constructor(private readonly server: Server) {
        this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}${this.key}`;
        server.on("connection", (socket) => this.opened(socket));
    }

    static async open(): Promise<InspectorDoor> {
        const server = createServer();
        await new Promise<void>((resolve, reject) => {
            server.once("error", reject);
            server.listen(0, "127.0.0.1", resolve);
        });
        return new InspectorDoor(server);
    }

    /** `inspector`: as `url`. */
    leadTo(inspector: string): void {
        this.inspector = new URL(inspector);
        for (const visitor of this.waiting.splice(0)) this.lead(visitor, this.inspector);
    }

    /** Nobody is led to an inspector any more, whether one has opened or not. */
    giveUp(): void {
        this.inspector = null;
        for (const visitor of this.waiting.splice(0)) refuse(visitor);
    }

    /** What the debugger sends from now on reaches the inspector when `until` is settled, and after that. */
    async hold(until: Promise<void>): Promise<void> {
        const held = [...this.onward];
        for (const onward of held) onward.cork();
        await until.catch(() => undefined);
        for (const onward of held) onward.uncork();
    }

    close(): void {
        this.server.close();
        for (const socket of this.sockets) socket.destroy();
    }

    private opened(socket: Socket): void {
        this.keep(socket);
        socket.once("data", (bytes) => {
            const [line, key] = requestLine.exec(bytes.toString("latin1")) ?? [];
            if (line === undefined || key !== this.key) {
                socket.destroy();
                return;
            }
            socket.pause();
            const visitor = { socket, rest: bytes.subarray(line.length) };
            if (this.inspector === undefined) this.waiting.push(visitor);
            else if (this.inspector === null) refuse(visitor);
            else this.lead(visitor, this.inspector);
        });
    }

    private lead(visitor: Visitor, inspector: URL): void {
        const { socket, rest } = visitor;
        // It knocks again after a while.
        if (socket.destroyed) return;
        const onward = connect(Number(inspector.port), inspector.hostname);
        this.keep(onward);
        const gone = (): void => refuse(visitor);
        onward.once("close", gone);
        onward.once("connect", () => {
            onward.off("close", gone).once("close", () => socket.destroy());
            onward.write(`GET ${inspector.pathname} HTTP/1.1\r\n`);
            onward.write(rest);
            socket.pipe(onward).pipe(socket);
            this.onward.add(onward);
        });
        onward.once("close", () => this.onward.delete(onward));
        socket.once("close", () => onward.destroy());
    }

    private keep(socket: Socket): void {
        this.sockets.add(socket);
        socket.on("error", () => undefined); // "close" follows.
        socket.once("close", () => this.sockets.delete(socket));
    }
}

function refuse({ socket, rest }: Visitor): void {
    const key = keyLine.exec(rest.toString("latin1"))?.[1] ?? "";
    const accepted = createHash("sha1")
        .update(key + acceptance)
        .digest("base64");
    const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accepted}`];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    socket.end(closeFrame);
    socket.resume();
}
