/** From the model's state to the scene. Pure: the same states give the same scene. */
import { runtimeObjects } from "../../tracer/model/folding/runtimeObjects";
import type { ObjectId } from "../../tracer/model/identities";
import type { Process } from "../../tracer/model/owners/process";
import { signalEdges } from "./signalRows";
import { lookAt } from "../../tracer/model/lookAt";
import type { State } from "../../tracer/model/state";
import { countsOf } from "./counts";
import { visibleText } from "../card/visibleText";
import { objectCard } from "../kinds/cards";
import { holdersOf } from "../kinds/holders";
import type { Moment } from "../kinds/kind";
import { causeOf, untold } from "./cause";
import { descriptionCard } from "./descriptionCard";
import { endingsOf } from "./endings";
import { idleAndHeld } from "./heldEnds";
import { jointsOf } from "./joints";
import { knotsShown, noted } from "./knots";
import { waitsBetween } from "./waits";
import { foremost } from "./foremost";
import { processCard } from "./processCard";
import { namedObjects } from "./namedObjects";
import { isOnlyReadAtStart } from "./readAtStart";
import type { Caption, CauseStep, Edge, ForkEdge, ProcessCard, Scene } from "./scene";

/** Ended processes beyond this many leave the picture, the oldest first; more zombies stay, since nobody waited for them. */
const shownDeparted = 6;
const shownZombies = 24;
/** More cards than this are no picture any more. */
const shownProcesses = 150;

export type Layouts = Moment["layouts"];

/**
 * `before`: the state at the previous stop, against which changes are marked; null: mark nothing. `showsRuntimes`: also what
 * serves a runtime alone. `settled`: nothing happens for a while now, so that whoever waits does not go on by himself.
 */
export function sceneOf(
    state: State,
    before: State | null,
    caption: Caption | null,
    layouts: Layouts = new Map(),
    showsRuntimes = false,
    settled = false,
): Scene {
    const shown = processesToShow(state);
    const moment = { state, before, holders: holdersOf(state), layouts };
    const first = foremost(state, before);
    const ofRuntimes = runtimeObjects(state);
    const isHidden = (id: ObjectId): boolean => !showsRuntimes && ofRuntimes.has(id);
    const look = lookAt(state);
    const processes = shown
        .map((process) => processCard(state, before, process, first.has(process.id), look, isHidden))
        .map((card) => ({ ...card, rows: card.rows.filter((row) => !("object" in row) || !isHidden(row.object)) }));
    const knots = (settled ? knotsShown(state, shown) : []).filter(({ objects }) => !objects.some(isHidden));
    const edges = edgesOf(processes);
    const waits = caption === null ? [] : causeOf(state, caption.process);
    // A runtime that waits for itself is no news, nor is who could end that.
    const cause = waits.some((step) => step.objects.length > 0 && step.objects.every(isHidden)) ? [] : waits;
    const said = caption === null ? null : visible(caption, cause);
    const objects = [...state.objects.values()]
        .filter((object) => !isOnlyReadAtStart(object) && !isHidden(object.id))
        .map((object) => objectCard(object, moment));
    const { idle, held } = idleAndHeld(state, shown);
    return {
        at: state.at,
        time: state.time,
        counts: countsOf(state.processes.size, [...state.objects.values()]),
        processes: noted(processes, knots),
        departed: state.processes.size - shown.length,
        endings: endingsOf(state, new Set(shown)),
        descriptions: [...state.descriptions.values()]
            .filter(({ object }) => !isHidden(object))
            .map((description) => descriptionCard(state, before, description)),
        objects,
        edges,
        forks: forksOf(processes),
        signals: processes.flatMap(({ id }) => {
            const process = state.processes.get(id);
            return process === undefined ? [] : signalEdges(process);
        }),
        joints: jointsOf(objects),
        caption: said,
        cause,
        named: namedObjects(objects, said, cause),
        idle,
        held: held.filter(({ object }) => !isHidden(object)),
        waits: waitsBetween(state, shown),
        knots,
        runtimes: { names: [...new Set(ofRuntimes.values())], objects: ofRuntimes.size, shown: showsRuntimes },
    };
}

function visible({ text, explanation, process }: Caption, cause: readonly CauseStep[]): Caption {
    const said = [explanation, untold(cause, `${text} ${explanation ?? ""}`)].filter((part) => part !== null);
    return { text: visibleText(text), explanation: said.length === 0 ? null : visibleText(said.join(" ")), process };
}

function processesToShow(state: State): readonly Process[] {
    const all = [...state.processes.values()];
    const leaving = new Set([...allButLast(all, "exited", shownDeparted), ...allButLast(all, "zombie", shownZombies)]);
    return all.filter((process) => !leaving.has(process)).slice(0, shownProcesses);
}

function allButLast(processes: readonly Process[], state: Process["state"], count: number): readonly Process[] {
    const matching = processes.filter((process) => process.state === state);
    // The first program stays: how it ended is how the whole ended.
    return matching.slice(0, Math.max(0, matching.length - count)).filter((process) => process !== processes[0]);
}

function edgesOf(processes: readonly ProcessCard[]): readonly Edge[] {
    return processes.flatMap((process) =>
        process.rows.flatMap((row): readonly Edge[] => {
            if (row.kind === "heading" || row.kind === "signal") return [];
            const description = row.kind === "use" ? null : row.description;
            if (row.kind === "descriptor" && description === null) return [];
            const { key, object, flow, waiting } = row;
            const edge = { process: process.id, key, description, object, flow, fresh: row.mark !== null, waiting };
            // What goes out and what comes in have ways of their own, to either end of the object.
            if (row.kind === "use" && flow === "both" && !row.inMemory) {
                return [
                    { ...edge, flow: "write" },
                    { ...edge, flow: "read" },
                ];
            }
            return [edge];
        }),
    );
}

function forksOf(processes: readonly ProcessCard[]): readonly ForkEdge[] {
    const present = new Set(processes.map((process) => process.id));
    return processes.flatMap((process) =>
        process.parent === null || !present.has(process.parent)
            ? []
            : [{ parent: process.parent, child: process.id, fresh: process.mark === "new" }],
    );
}
