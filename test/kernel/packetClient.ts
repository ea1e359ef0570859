/** A client of gdb's remote protocol that sends what no gdb would. */
import { once } from "node:events";
import net from "node:net";
import { patience } from "../patience";

export class PacketClient {
    static async connect(socketPath: string): Promise<PacketClient> {
        const socket = net.connect(socketPath);
        await once(socket, "connect");
        return new PacketClient(socket);
    }

    /** Whether the server has ended the connection. */
    ended = false;
    private received = "";
    private wake: () => void = () => undefined;

    private constructor(private readonly socket: net.Socket) {
        socket.setEncoding("latin1");
        socket.on("data", (text: string) => {
            this.received += text;
            this.wake();
        });
        socket.on("error", () => undefined); // "close" follows.
        socket.on("close", () => {
            this.ended = true;
            this.wake();
        });
    }

    /** Sends a packet and returns the text of the reply, acknowledged. */
    async ask(packet: string): Promise<string> {
        this.send(packet);
        return this.reply();
    }

    send(packet: string): void {
        this.sendRaw(frame(packet));
    }

    sendRaw(bytes: string): void {
        this.socket.write(Buffer.from(bytes, "latin1"));
    }

    /** The next packet of the server's. */
    async reply(): Promise<string> {
        const [, text = ""] = await this.match(/^[+-]*\$([^#]*)#[0-9a-f]{2}/);
        this.sendRaw("+");
        return text;
    }

    /** The next acknowledgement, `+` or `-`. */
    async acknowledgement(): Promise<string> {
        const [sign] = await this.match(/^[+-]/);
        return sign;
    }

    async waitForEnd(): Promise<void> {
        const deadline = Date.now() + patience;
        while (!this.ended) await this.more(deadline, "the end");
    }

    close(): void {
        this.socket.destroy();
    }

    private async match(pattern: RegExp): Promise<RegExpExecArray> {
        const deadline = Date.now() + patience;
        for (;;) {
            const found = pattern.exec(this.received);
            if (found !== null) {
                this.received = this.received.slice(found[0].length);
                return found;
            }
            if (this.ended) throw new Error(`The server hung up; unread: ${this.received}`);
            await this.more(deadline, String(pattern));
        }
    }

    private async more(deadline: number, wanted: string): Promise<void> {
        const left = deadline - Date.now();
        if (left <= 0) throw new Error(`The server did not send ${wanted}; unread: ${this.received}`);
        await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, left);
            this.wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
}

function frame(packet: string): string {
    const sum = [...packet].reduce((total, character) => (total + character.charCodeAt(0)) & 0xff, 0);
    return `$${packet}#${sum.toString(16).padStart(2, "0")}`;
}
