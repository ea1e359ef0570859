/**
 * An address of the inspector of a launch's first Node process, known before that process is there: its debugger may knock at once, so that
 * the session is open when the process waits for it. Who knocks is led there when that inspector has opened. All of it is on 127.0.0.1.
 */
import { randomUUID } from "node:crypto";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Of a WebSocket's opening handshake (RFC 6455, 4.1), as much as matters here. */
const requestLine = /^GET (\/\S*) HTTP\/1\.1\r\n/;

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
    private inspector: URL | undefined;

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

    get isOpen(): boolean {
        return this.server.listening;
    }

    /** `inspector`: as `url`. */
    leadTo(inspector: string): void {
        this.inspector = new URL(inspector);
        for (const visitor of this.waiting.splice(0)) this.lead(visitor, this.inspector);
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
            else this.lead(visitor, this.inspector);
        });
    }

    private lead({ socket, rest }: Visitor, inspector: URL): void {
        // It knocks again after a while.
        if (socket.destroyed) return;
        const onward = connect(Number(inspector.port), inspector.hostname);
        this.keep(onward);
        onward.write(`GET ${inspector.pathname} HTTP/1.1\r\n`);
        onward.write(rest);
        socket.pipe(onward).pipe(socket);
        socket.once("close", () => onward.destroy());
        onward.once("close", () => socket.destroy());
    }

    private keep(socket: Socket): void {
        this.sockets.add(socket);
        socket.on("error", () => undefined); // "close" follows.
        socket.once("close", () => this.sockets.delete(socket));
    }
}
