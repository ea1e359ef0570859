/** The worker of the diagram beside the editor: follows the events, draws what they lead to, and keeps them to look back. A stop is drawn at once. */
import { Pictures } from "../pictures";
import { Quiet } from "../quiet";
import type { HostMessage } from "../protocol/messages";
import { toItself } from "../toItself";
import { Growth } from "./growth";
import { Inbox } from "./inbox";
import type { FromLiveWorker, ToLiveWorker } from "./liveMessages";
import { LiveShown } from "./liveShown";

const tell = (message: FromLiveWorker): void => postMessage(message);
const shown = new LiveShown();
const pictures = new Pictures(shown, tell);
const growth = new Growth(() => {
    const { answers, length } = shown.trace;
    tell({ type: "grown", overview: answers.overview(), present: answers.placeOf(length) });
});
const quiet = new Quiet(() => {
    shown.rest();
    pictures.changed(false);
});
const inbox = new Inbox(received, toItself());

addEventListener("message", ({ data }: MessageEvent<ToLiveWorker>) => {
    switch (data.type) {
        case "host":
            inbox.put(data.message);
            return;
        case "follow":
            growth.follow(data.on);
            return;
        case "seek":
        case "now":
            if (data.type === "seek" && data.seq > 0) pictures.focus(shown.trace.answersSoFar.pidAt(data.seq));
            // A picture of what is shown already would only keep a stop waiting.
            if (shown.look(data.type === "now" ? null : data.seq)) pictures.changed(true);
            return;
        case "ask":
            tell({ type: "answer", id: data.id, answer: shown.trace.answersSoFar.answer(data.question) });
            return;
        default:
            pictures.tell(data);
    }
});

function received(message: HostMessage): void {
    if (message.type === "reset") pictures.reset();
    shown.receive(message);
    quiet.stir();
    pictures.changed(message.type === "stopped");
    if (message.type === "events") growth.grown();
    else if (message.type !== "focus") growth.grownAtLast();
}
