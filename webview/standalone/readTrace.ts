/** The trace in the page: events as `packEvents` makes them, packed with gzip, in base64. */
export interface EmbeddedTrace {
    readonly title: string;
    readonly packed: string;
}

export async function readTrace(): Promise<EmbeddedTrace> {
    const element = document.getElementById("trace");
    const base64 = (element?.textContent ?? "").trim();
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return { title: element?.dataset["title"] ?? "trace", packed: await new Response(unpacked).text() };
}
