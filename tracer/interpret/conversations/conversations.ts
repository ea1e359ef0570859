/** What goes through sockets, read as messages of protocols (tracer/protocols). */
import type { ObjectId } from "../../model/identities";
import { protocols } from "../../protocols/protocols";
import { StreamScanner, type Found } from "./streamScanner";

export class Conversations {
    private readonly streams = new Map<string, StreamScanner>();

    /** `way`: out of the socket, or into it. Undefined `data`: the bytes were not captured. */
    inStream(socket: ObjectId, way: "out" | "in", data: Uint8Array | undefined, length: number): readonly Found[] {
        const key = `${socket} ${way}`;
        let scanner = this.streams.get(key);
        if (scanner === undefined) this.streams.set(key, (scanner = new StreamScanner()));
        return scanner.take(data ?? new Uint8Array(), length);
    }

    inMessage(data: Uint8Array | undefined): readonly Found[] {
        if (data === undefined) return [];
        for (const protocol of protocols) {
            if ("lineEnd" in protocol.framing) continue;
            const message = protocol.recognise(data.subarray(0, protocol.looksAt));
            if (message !== null) return [{ protocol, message }];
        }
        return [];
    }
}
