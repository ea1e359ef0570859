/** A scene as text, a line for each thing that the diagram shows: for golden tests. Without pids, which differ from run to run. */
import type { Scene } from "./scene";
import { plain, sceneEntries } from "./sceneEntries";

export function sceneText(scene: Scene): string {
    return [
        `event ${scene.at}: ${plain(scene.counts)}${scene.departed === 0 ? "" : `, ${scene.departed} not shown`}`,
        ...sceneEntries(scene).flatMap(({ lines }) => lines),
        ...scene.forks.map((fork) => `fork ${fork.parent} → ${fork.child}`),
        ...scene.joints.map(({ one, other }) => `joint ${one} — ${other ?? "outside this recording"}`),
        ...(scene.caption === null
            ? []
            : [`says: ${scene.caption.text}`, ...(scene.caption.explanation === null ? [] : [`      ${scene.caption.explanation}`])]),
        "",
    ].join("\n");
}
