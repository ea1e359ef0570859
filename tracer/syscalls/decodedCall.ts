/** A call's arguments and captures, by the names in its row. */
import type { Capture, Word } from "../trace/record";
import type { ArgumentName, CaptureName, Syscall } from "./table";

/** Where the arguments and captures of a row stand; made once for each row. */
interface Places {
    readonly arguments: ReadonlyMap<string, number>;
    readonly captures: ReadonlyMap<string, number>;
}

const placesOfRows = new Map<Syscall, Places>();

function placesOf(row: Syscall): Places {
    let places = placesOfRows.get(row);
    if (places === undefined) {
        places = {
            arguments: new Map(row.arguments.map((name, index) => [name, index])),
            captures: new Map(Object.keys(row.captures).map((name, index) => [name, index])),
        };
        placesOfRows.set(row, places);
    }
    return places;
}

export class DecodedCall {
    private readonly places: Places;

    constructor(
        readonly row: Syscall,
        private readonly words: readonly Word[],
        private readonly captures: readonly Capture[],
    ) {
        this.places = placesOf(row);
    }

    /** Whether the row has this argument: families share their interpretation (pread64 has an `offset`, read has none). */
    has(name: ArgumentName): boolean {
        return this.places.arguments.has(name);
    }

    /** An argument of the C type `int`. */
    int(name: ArgumentName): number {
        const word = this.register(name);
        return typeof word === "number" ? word | 0 : Number(BigInt.asIntN(32, word));
    }

    /** An argument of the C type `unsigned int`. */
    unsigned(name: ArgumentName): number {
        const word = this.register(name);
        return typeof word === "number" ? word >>> 0 : Number(BigInt.asUintN(32, word));
    }

    /** An argument of the C types `long`, `off_t` or `ssize_t`; exact below 2^53. */
    long(name: ArgumentName): number {
        const word = this.register(name);
        return typeof word === "number" ? word : Number(BigInt.asIntN(64, word));
    }

    /** An argument of the C type `size_t`; exact below 2^53. */
    size(name: ArgumentName): number {
        return Number(this.register(name));
    }

    /** An argument as it stood in the register, without a sign. */
    word(name: ArgumentName): bigint {
        return BigInt(this.register(name));
    }

    private register(name: ArgumentName): Word {
        const index = this.places.arguments.get(name);
        return index === undefined ? 0 : (this.words[index] ?? 0);
    }

    capture(name: CaptureName): Capture | undefined {
        const index = this.places.captures.get(name);
        if (index === undefined) return undefined;
        for (const capture of this.captures) {
            if (capture.operation === index) return capture.status === "unreadable" ? undefined : capture;
        }
        return undefined;
    }

    /** A captured structure, for reading its fields; undefined when it is shorter than `length`. */
    structure(name: CaptureName, length: number): DataView | undefined {
        const bytes = this.capture(name)?.bytes;
        return bytes === undefined || bytes.length < length ? undefined : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }

    /** A captured path; undefined when it could not be read. */
    string(name: CaptureName): string | undefined {
        const bytes = this.capture(name)?.bytes;
        if (bytes === undefined) return undefined;
        const end = bytes.indexOf(0);
        return text.decode(end < 0 ? bytes : bytes.subarray(0, end));
    }
}

const text = new TextDecoder();
