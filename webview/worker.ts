/** The diagram's worker: follows the events, and draws what they lead to. A stop is drawn at once. */
import type { ToWorker } from "./picture";
import { Pictures } from "./pictures";
import { Recording } from "./recording";

const recording = new Recording();
const pictures = new Pictures(recording, (message) => postMessage(message));

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if (data.type !== "host") {
        pictures.tell(data);
        return;
    }
    if (data.message.type === "reset") pictures.reset();
    recording.receive(data.message);
    pictures.changed(data.message.type === "stopped");
});
