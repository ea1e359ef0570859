/** The diagram's worker: follows the events, and draws what they lead to. A stop is drawn at once. */
import type { ToWorker } from "./picture";
import { Pictures } from "./pictures";
import { Recording } from "./recording";

const recording = new Recording();
/** In milliseconds: who has not gone on in that time waits for somebody else. */
const aWhile = 1000;
let quiet: ReturnType<typeof setTimeout> | undefined;

const pictures = new Pictures(recording, (message) => postMessage(message));

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if (data.type !== "host") {
        pictures.tell(data);
        return;
    }
    if (data.message.type === "reset") pictures.reset();
    recording.receive(data.message);
    clearTimeout(quiet);
    quiet = setTimeout(() => {
        recording.rest();
        pictures.changed(false);
    }, aWhile);
    pictures.changed(data.message.type === "stopped");
});
