import assert from "node:assert/strict";
import { Inbox } from "../../webview/live/inbox";

/** What a worker has been sent, in order. */
class Queue {
    private readonly tasks: (() => void)[] = [];
    readonly later = (run: () => void): void => void this.tasks.push(run);

    /** Until nothing waits any more. */
    run(): void {
        for (let task = this.tasks.shift(); task !== undefined; task = this.tasks.shift()) task();
    }
}

describe("what the host tells the diagram's worker", () => {
    let queue: Queue;
    let done: string[];
    let inbox: Inbox;
    beforeEach(() => {
        queue = new Queue();
        done = [];
        inbox = new Inbox((message) => done.push(message.type === "notice" ? message.text : message.type), queue.later);
    });
    const tell = (...texts: readonly string[]): void => {
        for (const text of texts) queue.later(() => inbox.put({ type: "notice", text }));
    };

    it("is taken in order", () => {
        tell("1", "2", "3");
        queue.run();
        tell("4");
        queue.run();
        assert.deepEqual(done, ["1", "2", "3", "4"]);
    });

    it("lets the page be heard that came after much of it", () => {
        tell("1", "2", "3", "4");
        queue.later(() => done.push("page"));
        queue.run();
        assert.deepEqual(done, ["page", "1", "2", "3", "4"]);
    });

    it("leaves room for what the worker does itself between two messages", () => {
        inbox.put({ type: "notice", text: "1" });
        inbox.put({ type: "notice", text: "2" });
        queue.later(() => done.push("picture"));
        queue.run();
        assert.deepEqual(done, ["1", "picture", "2"]);
    });

    it("takes what comes while a message is taken, after those that wait", () => {
        inbox = new Inbox((message) => {
            done.push(message.type);
            if (message.type === "running") inbox.put({ type: "reset", title: "", live: true });
        }, queue.later);
        inbox.put({ type: "running" });
        inbox.put({ type: "ended", message: null });
        queue.run();
        assert.deepEqual(done, ["running", "ended", "reset"]);
    });
});
