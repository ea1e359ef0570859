/** Stacks on which no function of the program stands: a runtime with an event loop (Node) makes the call by itself. */
import { baseName } from "../model/baseName";
import type { PackedPlace } from "../trace/packed";
import type { StackRecord } from "../trace/record";

const runtimeFiles = /^(node(js)?|libnode\.so[.\d]*)$/;
const systemDirectories = /^(\/usr\/|\/lib|\[)/;

/** `fileOf`: of an executable or library; undefined: none that is known, or a script. False also where that is not certain. */
export function isOfRuntimeAlone({ frames, cut }: StackRecord, fileOf: (module: number) => string | undefined): boolean {
    const files = new Set(frames.map(({ module }) => fileOf(module)));
    return (
        !cut &&
        [...files].some(isRuntimeFile) &&
        [...files].every((file) => isRuntimeFile(file) || (file !== undefined && systemDirectories.test(file)))
    );
}

/** libuv has read from a stream and tells what has come (its src/unix/stream.c). False also where its functions have no names. */
export function isBehindRead(places: readonly Pick<PackedPlace, "function">[]): boolean {
    return places.some((place, index) => place.function === "uv__read" && places[index + 1]?.function === "uv__stream_io");
}

/** It is of a runtime: what its variables are called does not concern the program that it runs. */
export function isRuntimeFile(file: string | undefined): boolean {
    return file !== undefined && runtimeFiles.test(baseName(file));
}
