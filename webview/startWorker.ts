/** Starts the worker from a blob of its text: a webview may not start one from another origin. */

export async function startWorker(uri: string): Promise<Worker> {
    const answer = await fetch(uri);
    if (!answer.ok) throw new Error(`The diagram's worker could not be loaded (${answer.status} ${answer.statusText}).`);
    const blob = new Blob([await answer.text()], { type: "text/javascript" });
    return new Worker(URL.createObjectURL(blob));
}
