import assert from "node:assert/strict";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { present } from "../present";
import { eventsOf, play } from "./script";

/** F_SETFL with O_ASYNC, F_SETSIG. */
const [setFlags, asynchronous, setSignal] = [4, 0o20000, 10];
const pipe = "p1 pipe 3 4\n";

/** Why a signal was generated, as it is said. */
function said(script: string): readonly string[] {
    const played = play(pipe + script);
    return eventsOf(played, "signalGenerated").map((event) => sentence(event, played.state).text);
}

describe("a signal that tells of a descriptor", () => {
    it("names it and what happened, where F_SETSIG has asked for that", () => {
        const asked = `p1 fcntl 3 ${setSignal} 29\np1 fcntl 3 ${setFlags} ${asynchronous}\n`;
        assert.deepEqual(said(`${asked}p1 gets SIGIO kernel POLL_IN fd 3 band 65`), [
            "SIGIO is sent to p1, since descriptor 3 (pipe1) became readable.",
        ]);
        assert.deepEqual(said(`${asked}p1 gets SIGUSR1 kernel POLL_OUT fd 3 band 772`), [
            "SIGUSR1 is sent to p1, since descriptor 3 (pipe1) became writable.",
        ]);
    });

    it("says by its band what happened, where the codes of the signal mean something else", () => {
        const asked = `p1 fcntl 4 ${setSignal} 17\np1 fcntl 4 ${setFlags} ${asynchronous}\n`;
        assert.deepEqual(said(`${asked}p1 gets SIGCHLD kernel SI_SIGIO fd 4 band 24`), [
            "SIGCHLD is sent to p1, since descriptor 4 (pipe1) was hung up.",
        ]);
    });

    it("names a number alone that stands for something else by now", () => {
        assert.deepEqual(said("p1 gets SIGIO kernel POLL_IN fd 3 band 65"), ["SIGIO is sent to p1, since descriptor 3 became readable."]);
    });

    it("is of the only one that is to tell, where the kernel says no more than SIGIO; else of one that is not known", () => {
        const plain = "p1 gets SIGIO kernel SI_KERNEL";
        const read = `p1 fcntl 3 ${setFlags} ${asynchronous}\n`;
        assert.deepEqual(said(read + plain), ["SIGIO is sent to p1, since descriptor 3 (pipe1) became readable."]);
        assert.deepEqual(said(`${read}p1 dup 3 = 5\n${plain}`), ["SIGIO is sent to p1, since pipe1 became readable."]);
        assert.deepEqual(said(`p1 open /tmp/a O_RDWR = 5\np1 fcntl 5 ${setFlags} ${asynchronous}\n${plain}`), [
            "SIGIO is sent to p1, since something happened at descriptor 5 (file1), of which it asked to be told (O_ASYNC).",
        ]);
        const unknown = ["SIGIO is sent to p1, since it asked to be told of a descriptor (O_ASYNC)."];
        assert.deepEqual(said(`${read}p1 fcntl 4 ${setFlags} ${asynchronous}\n${plain}`), unknown);
        assert.deepEqual(said(plain), unknown);
    });
});

describe("F_SETSIG", () => {
    const asked = `${pipe}p1 fcntl 3 ${setFlags} ${asynchronous}\np1 fcntl 3 ${setSignal} 10`;

    it("stands at the open file description", () => {
        const played = play(asked);
        const [event] = eventsOf(played, "toldBySignal");
        const description = present(event).description;
        assert.equal(
            sentence(present(event), played.state).text,
            `What happens at ${description} is told by SIGUSR1, with the number of the descriptor (F_SETSIG).`,
        );
        assert.match(stateText(played.state), /\[O_ASYNC, told by SIGUSR1\]/);
        assert.equal(stateJson(played.state).descriptions.find(({ id }) => id === description)?.signal, "SIGUSR1");
        const plain = play(`${asked}\np1 fcntl 3 ${setSignal} 0`).state;
        assert.equal(plain.descriptions.get(description)?.signal, null);
    });
});
