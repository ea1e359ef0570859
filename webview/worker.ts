/** The diagram's worker: follows the events, and draws what they lead to. A stop is drawn at once. */
import type { ToWorker } from "./picture";
import { Pictures } from "./pictures";
import { Quiet } from "./quiet";
import { Recording } from "./recording";

const recording = new Recording();
const pictures = new Pictures(recording, (message) => postMessage(message));
const quiet = new Quiet(() => {
    recording.rest();
    pictures.changed(false);
});

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if (data.type !== "host") {
        pictures.tell(data);
        return;
    }
    if (data.message.type === "reset") pictures.reset();
    recording.receive(data.message);
    quiet.stir();
    pictures.changed(data.message.type === "stopped");
});
