/** What Channels say of a scene, and when they are shown. */
import assert from "node:assert/strict";
import { Channels } from "../../webview/channels/channels";
import type { ChannelsPicture } from "../../webview/channels/channelsPicture";
import { chartOf } from "../../webview/channels/chartOf";
import { ChosenView } from "../../webview/channels/chosenView";
import { aloneName, wholeName } from "../../webview/channels/unfolding";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { present } from "../present";
import { statesOf } from "../webview/replay";
import { manyStages } from "../webview/stories/crowd";
import { sharedKinds } from "../webview/stories/kinds";
import { inheritedEnd, jobServer, sixtyChildren } from "../webview/stories/many";
import { socketPairs, socketServer } from "../webview/stories/pairs";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import { height, pictureAt, readabilityOfChart, sceneAtStop, scenesOf, stories, view } from "./chartPictures";
import { play } from "./script";

describe("crowds in Channels", () => {
    it("are one card with a count and the states of its members, and their pipes one for each way", () => {
        const { chart } = pictureAt(sixtyChildren(), 900);
        const crowds = chart.users.filter((node) => node.kind === "crowd");
        assert.deepEqual(
            crowds.map(({ title, states }) => [title, states.map(({ text, members }) => `${members.length} ${text}`)]),
            [["60 × sixty", ["60 in read"]]],
        );
        const bundles = chart.channels.map((node) => (node.kind === "bundle" ? `${node.title}, ${node.detail}` : node.id));
        assert.deepEqual(bundles.sort(), ["60 pipes, 1 with data", "60 pipes, all empty"]);
    });

    it("let one member stand for itself, or all, and take them back", () => {
        const scene = sceneAtStop(sixtyChildren());
        const users = (unfolded: readonly string[], focused: number | null = null): readonly string[] =>
            chartOf(scene, { unfolded, focused, before: false }).chart.users.map((node) => (node.kind === "crowd" ? node.title : node.id));
        const [crowdId] = chartOf(scene, { unfolded: [], focused: null, before: false }).chart.users.flatMap((node) =>
            node.kind === "crowd" ? [node.id] : [],
        );
        assert.deepEqual(users([]), ["p1", "60 × sixty"]);
        assert.deepEqual(users([aloneName("p7")]), ["p1", "p7", "59 × sixty"]);
        assert.deepEqual(
            users([], 7008),
            ["p1", "p10", "59 × sixty"].map((each) => (each === "p10" ? pidOf(scene, 7008) : each)),
        );
        assert.equal(users([wholeName(present(crowdId))]).length, 61);
    });

    it("begin with thirteen processes, and are none of fewer where the window has room for each", () => {
        assert.ok(pictureAt(prefork(), 900).chart.users.every((node) => node.kind === "process"));
    });

    it("stand for fewer where it has none; who stopped, and who could end its wait, stands for itself", () => {
        const titles = ({ chart }: ChannelsPicture): readonly string[] =>
            chart.users.map((node) => (node.kind === "crowd" ? node.title : node.id));
        assert.deepEqual(titles(pictureAt(prefork(), 400)), ["p1", "8 × prefork"]);
        const story = prefork().read("p1", 7, "ofd16", "pipe8", 9, 45);
        const events = story.blocked("p1", "read", 7, "pipe8", { what: "input" }, 46).events;
        const state = present(statesOf(events).at(-1));
        const scene = sceneOf(state, null, { process: "p1", text: "", explanation: null });
        assert.deepEqual(scene.cause[0]?.by, ["p5"]);
        const picture = new Channels().next(scene, view(400), height);
        assert.deepEqual(titles(picture), ["p1", "p5", "7 × prefork"]);
        assert.equal(readabilityOfChart(picture.placement, { width: 400, height }).outOfSight, 0);
    });

    it("are of the same parents as far as these are alike", () => {
        const { chart } = pictureAt(jobServer(), 900);
        assert.deepEqual(
            chart.users.map((node) => (node.kind === "crowd" ? node.title : node.id)),
            ["p1", "8 × gcc", "8 × cc1"],
        );
        assert.deepEqual(
            chart.ties.map(({ kind }) => kind),
            ["wait"],
        );
    });

    it("are never the stages of a pipeline", () => {
        const scene = sceneOf(present(statesOf(manyStages().events).at(-1)), null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        assert.equal(chart.users.length, 13);
    });

    it("give back the room of the ended", () => {
        const scene = sceneOf(present(statesOf(preforkEnds().events.slice(0, -5)).at(-1)), null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        assert.ok(scene.processes.some(({ symbol }) => symbol === "exited"));
        assert.ok(chart.users.every((node) => node.kind === "process" && node.card.symbol !== "exited"));
    });
});

describe("objects with names in Channels", () => {
    const channelsOf = (count: number): readonly string[] => {
        const queues = Array.from({ length: count }, (_, index) => `p1 mq_open ${10 + index} /jobs${index} O_RDWR O_CREAT 2 16`);
        const children = Array.from({ length: 14 }, (_, index) => [
            `p1 fork p${index + 2}`,
            ...queues.map((_queue, queue) => `p${index + 2} mq_send ${10 + queue} 1 "x"\np1 mq_receive ${10 + queue} 1 "x"`),
        ]).flat();
        const scene = sceneOf(play([...queues, ...children].join("\n")).state, null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        assert.ok(chart.users.some((node) => node.kind === "crowd"));
        return chart.channels.map((node) =>
            node.kind === "bundle" ? node.title : node.card.kind === "posixMessageQueue" ? node.card.name : node.id,
        );
    };

    it("say their names beside a crowd, as long as they are few", () => {
        assert.deepEqual(channelsOf(1), ["/jobs0"]);
        assert.deepEqual(channelsOf(3), ["/jobs0", "/jobs1", "/jobs2"]);
        assert.deepEqual(channelsOf(4), ["4 POSIX queues"]);
    });
});

describe("both views", () => {
    for (const [name, story] of Object.entries({ ...stories, sharedKinds })) {
        it(`say the same of ${name}`, () => {
            for (const { scene } of scenesOf(story)) {
                const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
                const inTables = channelRowsOf(sceneText(scene), scene);
                const drawn = chart.links.flatMap(({ rows }) => rows);
                const drawnObjects = new Set(
                    chart.channels.flatMap((node) =>
                        (node.kind === "bundle" ? node.cards : [node.card, ...(node.other === null ? [] : [node.other])]).map(
                            ({ id }) => id,
                        ),
                    ),
                );
                const shown = new Set(
                    chart.users.flatMap((node) => (node.kind === "crowd" ? node.members.map(({ id }) => id) : [node.id])),
                );
                const expected = inTables
                    .filter(({ object, process }) => drawnObjects.has(object) && shown.has(process))
                    .map(({ row }) => row);
                assert.deepEqual([...new Set(drawn)].sort(), [...new Set(expected)].sort());
                for (const card of scene.processes) if (!card.gone) assert.ok(shown.has(card.id), `${card.id} lives, and is drawn`);
                const kept = inTables.filter(({ object }) => !drawnObjects.has(object));
                for (const { process, object } of kept) {
                    assert.deepEqual(
                        [...new Set(kept.filter((each) => each.object === object).map((each) => each.process))],
                        [process],
                        `${object} has one user`,
                    );
                }
            }
        });
    }

    it("both draw segments, mappings and futexes that processes share; a set of descriptors is no channel", () => {
        const { chart } = pictureAt(sharedKinds(), 900);
        const drawn = chart.channels.flatMap((node) => (node.kind === "bundle" ? node.cards : [node.card])).map(({ kind }) => kind);
        assert.deepEqual([...new Set(drawn)].sort(), ["anonymousMemory", "futex", "pipe", "sharedMemory"]);
        assert.ok(sceneText(sceneAtStop(sharedKinds())).includes("    5 epoll1 → "));
        assert.match(sceneAtStop(sharedKinds()).counts, / · 1 shared mapping · 2 futexes$/);
    });

    it("use the same words for a process", () => {
        const scene = sceneAtStop(inheritedEnd());
        const text = sceneText(scene);
        for (const node of pictureAt(inheritedEnd(), 900).chart.users) {
            assert.ok(node.kind === "process");
            for (const words of [node.card.command, node.card.stateText, node.card.detail ?? ""]) assert.ok(text.includes(words), words);
        }
    });
});

describe("the choice of the view", () => {
    it("is Channels from the seventh process on, unless the user chose", () => {
        const chosen = new ChosenView();
        const scene = sceneAtStop(prefork());
        const few = { ...scene, processes: scene.processes.slice(0, 6) };
        assert.equal(chosen.of(few), "tables");
        assert.equal(chosen.of({ ...scene, processes: scene.processes.slice(0, 7) }), "channels");
        assert.equal(chosen.of(few), "channels", "one less does not turn it over");
        chosen.choice = "tables";
        assert.equal(chosen.of(scene), "tables");
        chosen.choice = "channels";
        chosen.reset();
        assert.equal(chosen.of(few), "channels");
    });
});

describe("connections in Channels", () => {
    const channelsOf = (script: string): readonly string[] => {
        const scene = sceneOf(play(script).state, null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        return chart.channels.map((node) => (node.kind === "bundle" ? node.title : `${node.id} ${node.other?.id ?? "alone"}`));
    };
    const pair = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\n";

    it("are one node with what goes either way", () => {
        const { chart } = pictureAt(socketServer(), 900);
        const [connection] = chart.channels.flatMap((node) => (node.kind === "object" && node.id === "socket2" ? [node] : []));
        assert.deepEqual([connection?.other?.id, connection?.nearUsers], ["socket3", ["p2"]]);
        const texts = (pieces: readonly { readonly text: string }[] | undefined): readonly string[] =>
            (pieces ?? []).map(({ text }) => text);
        assert.deepEqual(texts(connection?.face?.pieces), ["a server"], "for who uses its first end");
        assert.deepEqual(texts(connection?.face?.away?.pieces), ["and you?"]);
        const links = chart.links.filter(({ channel }) => channel === "socket2").map(({ user, flow, label }) => `${user} ${flow} ${label}`);
        assert.deepEqual(links, ["p1 both fd 5", "p2 both fd 4"]);
    });

    it("of datagrams too, as long as each is the other's end", () => {
        assert.deepEqual(channelsOf(pair), ["socket1 socket2"]);
        assert.deepEqual(channelsOf(pair.replace("3 4", "3 4 dgram")), ["socket1 socket2"]);
        assert.deepEqual(channelsOf(`${pair}p1 close 3`), [], "what only one has is folded");
    });

    it("have the copies that nobody uses as idle ends", () => {
        const scene = sceneOf(play('p1 socketpair 3 4\np1 fork p2\np1 send 3 "x"\np2 recv 4 "x"').state, null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        const roles = chart.links.map(({ user, role, label }) => `${user} ${role} ${label}`);
        assert.deepEqual(roles.sort(), ["p1 used fd 3, 4", "p2 idle fd 3", "p2 used fd 4"]);
    });

    it("are many with a crowd, and said as pairs", () => {
        const { chart } = pictureAt(socketPairs(), 900);
        assert.deepEqual(
            chart.channels.map((node) => (node.kind === "bundle" ? `${node.title}, ${node.detail}` : node.id)),
            ["60 socket pairs, 40 with data"],
        );
    });

    it("show where clients come in, who waits there, and an end that nobody here has", () => {
        const { chart } = pictureAt(socketServer(), 900);
        assert.deepEqual(
            chart.channels.map((node) => (node.kind === "object" ? [node.id, node.face?.remark ?? null] : [])),
            [
                ["socket1", "listens, 1 client"],
                ["socket2", null],
                ["socket4", "waits at socket1"],
                ["socket6", "other end unknown"],
            ],
        );
    });
});

interface ChannelRow {
    readonly process: string;
    readonly row: string;
    readonly object: string;
}

/** What the text of the Tables says of who uses which channel: a descriptor's row and its description's line, or a row without one. */
function channelRowsOf(text: string, scene: Scene): readonly ChannelRow[] {
    const channels = new Set(scene.objects.filter((card) => card.channel).map(({ id }) => id));
    const quiet = new Set(scene.edges.filter((edge) => edge.flow === "quiet" && edge.description !== null).map(({ key }) => key));
    const objectOf = new Map(
        [...text.matchAll(/^(ofd\d+) → (\S+) · /gm)].map(([, description = "", object = ""]) => [description, object]),
    );
    const rows: ChannelRow[] = [];
    let process = "";
    let table = "";
    const headings = new Map(scene.processes.map((card) => [card.id, card.rows.filter((row) => row.kind === "heading")]));
    for (const line of text.split("\n")) {
        const [, started] = /^(p\d+) /.exec(line) ?? [];
        if (started !== undefined) [process, table] = [started, ""];
        const heading = headings.get(process)?.findIndex((row) => line === `    ${row.label}:`) ?? -1;
        if (heading >= 0) table = heading === 0 ? "" : (headings.get(process)?.[heading]?.key.slice(process.length) ?? "");
        const [, fd, description] = /^ {4}(\d+) .* → (ofd\d+)/.exec(line) ?? [];
        const [, used, address] = /^ {4}\D.* → (\w+)(?: \([rwx-]+ 0x([0-9a-f]+)\)| \(|$| \[)/.exec(line) ?? [];
        if (fd !== undefined) {
            rows.push({ process, row: `${process}${table}:${fd}`, object: objectOf.get(description ?? "") ?? "" });
        } else if (used !== undefined) {
            const place = address === undefined ? "" : `@${address}`;
            rows.push({ process, row: `${process}:${used}${place}`, object: used });
        }
    }
    return rows.filter(({ object, row }) => channels.has(object) && !quiet.has(row));
}

function pidOf(scene: Scene, pid: number): string {
    return present(scene.processes.find((card) => card.pid === pid)).id;
}
