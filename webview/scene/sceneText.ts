/** A scene as text, a line for each thing that the diagram shows: for golden tests. Without pids, which differ from run to run. */
import type { Scene } from "./scene";
import { plain, sceneEntries } from "./sceneEntries";

export function sceneText(scene: Scene): string {
    return [
        `event ${scene.at}: ${plain(scene.counts)}${scene.departed === 0 ? "" : `, ${scene.departed} not shown`}`,
        ...sceneEntries(scene).flatMap(({ lines }) => lines),
        ...scene.forks.map((fork) => `fork ${fork.parent} → ${fork.child}`),
        ...scene.joints.map(({ one, other }) => `joint ${one} — ${other ?? "outside this recording"}`),
        ...scene.knots.flatMap(({ members, victims, title, counts, wayOut }) => [
            `${title}: ${counts}${victims.length === 0 ? "" : `, and with them ${victims.join(", ")}`}`,
            ...members.map(
                ({ process, call, link, until, helpers, through }) =>
                    `    ${process} ${call}${link === null ? "" : ` ${link.text}`} · ${until} → ${helpers.join(", ")} [${through.join(" ")}]`,
            ),
            `    ${wayOut}`,
        ]),
        ...(scene.caption === null
            ? []
            : [`says: ${scene.caption.text}`, ...(scene.caption.explanation === null ? [] : [`      ${scene.caption.explanation}`])]),
        "",
    ].join("\n");
}
