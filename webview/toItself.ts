/** A message that a worker sends itself: what it is given runs after all that has been sent to the worker by then. */
export function toItself(): (run: () => void) => void {
    const { port1, port2 } = new MessageChannel();
    const waiting: (() => void)[] = [];
    port1.onmessage = () => waiting.shift()?.();
    return (run) => {
        waiting.push(run);
        port2.postMessage(null);
    };
}
