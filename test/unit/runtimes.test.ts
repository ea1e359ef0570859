/** What runtimes do for themselves is folded; what a program does with them is not. */
import assert from "node:assert/strict";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { Folding } from "../../tracer/model/folding/folding";
import { sceneOf } from "../../webview/scene/sceneOf";
import { play } from "./script";
import { Player } from "./script/player";

const debuggerUrl = "ws://127.0.0.1:9229/f7ec0415-ab1e-459f-9848-4b5dd8aabc18";
const listens = "p1 socket 9 inet stream\np1 bind 9 127.0.0.1:9229\np1 listen 9";
const accepts = "p1 accept 9 10 - 127.0.0.1:9229 127.0.0.1:4000";
const said = String.raw`p1 write 2 "Debugger\u0020listening\u0020on\u0020${debuggerUrl}\n"`;

function withoutSource({ source: _, ...event }: Event): Event {
    return event;
}

/** Of a program that p1 executes: the texts of folds, and the kinds of other events. */
function shown(program: string, script: string): readonly string[] {
    const player = new Player();
    player.step(["p1", "exec", ...program.split(" ")]);
    const beginning = player.events.length;
    for (const line of script.split("\n")) player.step(line.trim().split(" "));
    const draft = new Draft();
    const folding = new Folding<Event>();
    const lines = player.events.map(withoutSource).flatMap((event, index) => {
        advance(draft, event);
        return index < beginning ? [] : folding.take(event, event, draft.now);
    });
    return [...lines, ...folding.rest()].map((each) => ("fold" in each ? each.fold.text : each.line.kind));
}

const loop = "p1 epoll 3\np1 pipe 4 5 O_CLOEXEC\np1 eventfd 8 0";
const going = "p1 kept the Node runtime going.";

describe("runtimes", () => {
    it("folds Node's loop and its wakers, not what goes to others", () => {
        assert.deepEqual(shown("node app.ts", `${loop}\np1 socketpair 9 10\np1 write 9 "hello"`), [going, "socketPairCreated", "dataSent"]);
        assert.deepEqual(shown("/opt/bin/node app.ts", loop), [going]);
        assert.equal(shown("./a", loop).length, 3);
    });

    it("folds what goes through a pipe that Node made, and nothing that goes through another's", () => {
        assert.deepEqual(shown("node app.ts", `p1 pipe 4 5\np1 write 5 "x"\np1 read 4 "x"`), [going]);
        const player = `p1 pipe 4 5\np1 fork p2\np2 exec node app.ts\np2 write 5 "x"\np2 close 5\np1 read 4 "x"`;
        assert.deepEqual(shown("./a", player).slice(-3), ["bytesWritten", "descriptorClosed", "bytesRead"]);
    });

    it("is no last call of the program", () => {
        const script = `${loop}\np1 socketpair 9 10\np1 write 9 "hello"\np1 enters futex 7028 WAIT 0 private\n${listens}\n${said}\n${accepts}`;
        const last = (program: string): string | undefined =>
            play(`p1 exec ${program}\n${script}\np1 recv 10 "GET"`).state.processes.get("p1")?.last?.call;
        assert.equal(last("node app.ts"), "write");
        assert.equal(last("./a"), "recvfrom");
    });

    it("folds the files that Node asks, whatever errors they give, and leaves a program's own", () => {
        const asks = `p1 open /proc/self/maps O_RDONLY = 3\np1 read 3 "abc"\np1 close 3\np1 open /srv/package.json O_RDONLY = ENOENT`;
        assert.deepEqual(shown("node app.ts", asks), ["p1 looked at 2 files for the Node runtime."]);
        assert.equal(shown("./a", asks).length, 4);
        assert.deepEqual(shown("node app.ts", "p1 open /srv/data.json O_RDONLY = 3\np1 close 3"), ["descriptorOpened", "descriptorClosed"]);
    });

    it("folds what one thread of Node alone does between two events of the program", () => {
        const script = `${loop}\np1 socketpair 9 10\np1 add 8 1\np1 write 9 "hello"`;
        assert.deepEqual(shown("node app.ts", script), [going, "socketPairCreated", going, "dataSent"]);
        assert.deepEqual(shown("./a", script).slice(-3), ["socketPairCreated", "eventfdIncreased", "dataSent"]);
    });

    it("folds the modules that threads of Node open, read and close for each other", () => {
        const script = [
            loop,
            "p1 thread p1.2",
            "p1.2 open /srv/node_modules/a/a.js O_RDONLY = 3",
            "p1 socketpair 9 10",
            'p1 read 3 "exports"',
            "p1.2 close 3",
        ].join("\n");
        assert.deepEqual(shown("node app.ts", script), [
            going,
            "p1 looked at the file a.js for the Node runtime.",
            "socketPairCreated",
            "p1 kept the Node runtime going.",
        ]);
        assert.deepEqual(shown("./a", script).slice(-4), ["descriptorOpened", "socketPairCreated", "bytesRead", "descriptorClosed"]);
    });

    it("folds what goes through the sockets of Node's inspector, once Node has said where they are", () => {
        const socketCalls = ["socketCreated", "socketBound", "socketListening"];
        const script = `${listens}\n${said}\n${accepts}\np1 recv 10 "GET"`;
        assert.deepEqual(shown("node app.ts", script), [...socketCalls, "bytesWritten", going]);
        assert.deepEqual(shown("./a", script).slice(-2), ["connectionAccepted", "dataReceived"]);
        assert.deepEqual(shown("node app.ts", script.replace(":9229/", ":9230/")).slice(-2), ["connectionAccepted", "dataReceived"]);
        const other = script.replace("write 2", "write 1");
        assert.deepEqual(shown("node app.ts", other).slice(-2), ["connectionAccepted", "dataReceived"]);
    });

    it("takes the value of an option for no script", () => {
        const opens = (path: string): string => `p1 open ${path} O_RDONLY = 3\np1 close 3`;
        const own = ["descriptorOpened", "descriptorClosed"];
        for (const options of ["--import tsx", "--import ./tsx", "-r tsx -C dev", "--no-warnings --loader tsx"]) {
            assert.deepEqual(shown(`node ${options} app.ts tsx`, opens("/srv/app.ts")), [going], options);
            assert.deepEqual(shown(`node ${options} app.ts tsx`, opens("/srv/tsx")), own, options);
        }
        assert.deepEqual(shown("node --import=tsx app.ts", opens("/srv/app.ts")), [going]);
        assert.deepEqual(shown("sh -o errexit job.sh", opens("/srv/job.sh")).length, 1);
        assert.deepEqual(shown("sh -o errexit job.sh", opens("/srv/errexit")), own);
    });

    it("folds the reading of the script that is run, not that of what the script reads", () => {
        const reads = (name: string): string => `p1 open /srv/${name} O_RDONLY = 3\np1 read 3 "text"\np1 close 3`;
        for (const runtime of ["node", "python3", "bash"]) {
            const name = runtime === "node" ? "Node" : runtime === "python3" ? "Python" : "shell";
            const texts = shown(`${runtime} -u ./app in.txt`, `${reads("app")}\n${reads("in.txt")}`);
            assert.deepEqual(texts, [`p1 kept the ${name} runtime going.`, "descriptorOpened", "bytesRead", "descriptorClosed"]);
        }
        assert.equal(shown("cat app", reads("app")).length, 3);
        assert.equal(shown("bash app", reads("an_app")).length, 3);
    });

    it("knows a program's handler from the runtime's, once there is a loop", () => {
        assert.deepEqual(shown("node app.ts", "p1 handles SIGINT\np1 handles SIGTERM"), [going]);
        assert.deepEqual(shown("node app.ts", `${loop}\np1 handles SIGTERM`), [going, "signalActionChanged"]);
    });

    it("folds the bookkeeping of shells and Python's modules", () => {
        const blocks = "p1 mask block SIGCHLD\np1 mask unblock SIGCHLD";
        assert.deepEqual(shown("/bin/bash run.sh", `${blocks}\np1 pipe 3 4`), ["p1 kept the shell runtime going.", "pipeCreated"]);
        const module = "p1 open /usr/lib/python3.11/__pycache__/os.cpython-311.pyc O_RDONLY = 3\np1 read 3 x*4096\np1 close 3";
        assert.deepEqual(shown("python3 a.py", `${module}\np1 pipe 3 4`), [
            "p1 looked at the file os.cpython-311.pyc for the Python runtime.",
            "pipeCreated",
        ]);
    });

    it("folds what shells keep of replaced descriptors, and Perl's modules", () => {
        const redirected = "p1 open /a O_RDONLY = 3\np1 fcntl 0 0 10 = 11\np1 dup2 3 0\np1 dup2 11 0\np1 close 11";
        const kept = "p1 kept the shell runtime going.";
        const told = ["descriptorOpened", kept, "descriptorClosed", "descriptorDuplicated", "descriptorClosed", kept];
        assert.deepEqual(shown("bash run.sh", redirected), told);
        const module = "p1 open /usr/share/perl5/strict.pm O_RDONLY = 3\np1 read 3 x*4096\np1 close 3";
        assert.deepEqual(shown("perl a.pl", `${module}\np1 pipe 3 4`), [
            "p1 looked at the file strict.pm for the Perl runtime.",
            "pipeCreated",
        ]);
    });
});

describe("objects of runtimes", () => {
    const drawn = (script: string, showsRuntimes: boolean): readonly string[] => {
        return sceneOf(play(script).state, null, null, new Map(), showsRuntimes)
            .objects.map(({ id }) => id)
            .filter((id) => id !== "tty1")
            .toSorted();
    };
    const app = `p1 exec node app.ts\n${loop}\np1 socketpair 9 10`;

    it("have cards only when they are asked for", () => {
        assert.deepEqual(drawn(app, false), ["socket1", "socket2"]);
        assert.deepEqual(drawn(app, true), ["epoll1", "eventfd1", "pipe1", "socket1", "socket2"]);
    });

    it("are also those at which it waits, and what it waits for then is no news", () => {
        const waiting = `${app}\np1 enters futex 7028 WAIT 0 private`;
        assert.deepEqual(drawn(waiting, false), ["socket1", "socket2"]);
        const { state } = play(waiting);
        const caption = { text: "p1 waits.", explanation: null, process: "p1" };
        const [hidden, shownToo] = [false, true].map((shows) => sceneOf(state, null, caption, new Map(), shows));
        assert.deepEqual(hidden?.cause, []);
        assert.match(hidden.processes[0]?.detail ?? "", /^last call/);
        assert.match(shownToo?.processes[0]?.detail ?? "", /^waits in futex/);
        assert.equal(shownToo?.cause.length, 1);
    });

    it("are the program's where the program is no runtime's", () => {
        assert.deepEqual(drawn(loop, false), ["epoll1", "eventfd1", "pipe1"]);
    });

    it("are nobody's alone when others hold them, or when others made them", () => {
        assert.deepEqual(drawn("p1 pipe 4 5\np1 fork p2\np2 exec node app.ts", false), ["pipe1"]);
        assert.deepEqual(drawn(`p1 exec node app.ts\np1 epoll 3\np1 fork p2\np2 exec cat`, false), ["epoll1"]);
    });

    it("stay hidden in the copy that fork makes, until it executes another program", () => {
        assert.deepEqual(drawn(`${app}\np1 fork p2`, false), ["socket1", "socket2"]);
    });

    it("are the inspector's sockets, too, whether it says so to the user or to the launch", () => {
        const server = `p1 exec node app.ts\n${listens}\n${accepts}`;
        assert.deepEqual(drawn(server, false), ["socket1", "socket2"]);
        assert.deepEqual(drawn(`${server}\n${said}`, false), []);
        assert.deepEqual(drawn(`${server}\n${said}\np1 fork p2`, false), []);
        assert.deepEqual(drawn(`${server}\n${said}\np1 fork p2\np2 exec cat`, false), ["socket1", "socket2"]);
        const file = (name: string): string =>
            `${server}\np1 open /tmp/inspectors/${name} O_WRONLY = 11\np1 write 11 "${debuggerUrl}"\np1 close 11`;
        assert.deepEqual(drawn(file("101.part"), false), []);
        assert.deepEqual(drawn(file("102.part"), false), ["socket1", "socket2"]);
    });

    it("leave no row, no edge and no open file description behind", () => {
        const scene = sceneOf(play(app).state, null, null);
        assert.deepEqual(new Set(scene.edges.map(({ object }) => object)), new Set(["tty1", "socket1", "socket2"]));
        assert.equal(scene.descriptions.length, 3);
        assert.deepEqual(scene.runtimes, { names: ["Node"], objects: 3, shown: false });
    });
});
