/** Serves the debug sessions of a launch's processes at a socket: one connection, one session. */
import { chmod } from "node:fs/promises";
import net from "node:net";

export interface ServableSession {
    start(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void;
}

/** VS Code waits for two seconds at most for the answer to its farewell, from a session of which it has been told that it is over. */
const farewellMilliseconds = 3000;

export class ProcessSessionHost {
    private readonly connections = new Set<net.Socket>();
    private readonly server: net.Server;

    private constructor(newSession: () => ServableSession) {
        this.server = net.createServer((socket) => {
            this.connections.add(socket);
            socket.on("error", () => undefined); // "close" follows.
            socket.on("close", () => this.connections.delete(socket));
            newSession().start(socket, socket);
        });
    }

    /** `path` lies in a folder that only its owner may enter. */
    static async open(path: string, newSession: () => ServableSession): Promise<ProcessSessionHost> {
        const host = new ProcessSessionHost(newSession);
        await new Promise<void>((resolve, reject) => {
            host.server.once("error", reject);
            host.server.listen(path, resolve);
        });
        await chmod(path, 0o600);
        return host;
    }

    /** No new sessions. Clients may say farewell to those that are open, are answered, and hang up; those that do not are left. */
    close(): void {
        this.server.close();
        setTimeout(() => {
            for (const socket of this.connections) socket.end();
        }, farewellMilliseconds).unref();
    }
}
