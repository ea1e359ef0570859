/** Kinds that a title and a few lines describe: what a descriptor tells of. Each says in its own card.ts what is particular to it. */
import type { KernelObjectKind } from "../../../tracer/model/kindTypes";
import { kinds } from "../../../tracer/model/kinds/kinds";
import { simpleShape, type IconName, type Mark, type ObjectCardBase, type Shape } from "../../card/card";
import { counted } from "../../card/numberText";
import type { CardKind, Moment, ObjectOf } from "../kind";

export interface Line {
    readonly text: string;
    readonly fresh: boolean;
}

export interface LinedCard<K extends KernelObjectKind = KernelObjectKind> extends ObjectCardBase {
    readonly kind: K;
    readonly icon: IconName;
    /** "inotify instance · 2 descriptors" */
    readonly aside: string;
    readonly lines: readonly Line[];
    /** There is no room for more. */
    readonly most: { readonly full: number; readonly tight: number };
}

export interface LinedTraits<O> {
    readonly icon: IconName;
    /** How many lines it has room for: one, or several. */
    readonly most: number;
    /** What it is doing, a line for each part. */
    lines(object: O, moment: Moment): readonly string[];
}

const titleHeight = 46;
const lineHeight = 18;

export function linedKind<K extends KernelObjectKind>(kind: K, traits: LinedTraits<ObjectOf<K>>): CardKind<ObjectOf<K>, LinedCard<K>> {
    const most = { full: traits.most, tight: Math.min(traits.most, 3) };
    const { word } = kinds[kind];
    return {
        card(object, moment) {
            const texts = traits.lines(object, moment);
            const previous = linesBefore(kind, traits, object, moment);
            return {
                kind,
                id: object.id,
                icon: traits.icon,
                title: object.id,
                path: null,
                removed: false,
                shape: shapeFor(most),
                room: "full",
                channel: false,
                landmark: false,
                link: null,
                aside: `${word} · ${descriptorsText(object, moment)}`,
                lines: texts.map((text) => ({ text, fresh: previous !== null && !previous.includes(text) })),
                most,
                mark: markOf(object, texts, previous, moment),
            };
        },
        label: (object, id) => object?.id ?? id,
        use: (_, { object, wait }) => ({ label: object, note: wait === null ? null : "waits", flow: "quiet" }),
        flow: () => "quiet",
        lines: (card) => [`${card.id} ${card.aside}`, ...card.lines.map(({ text }) => `    ${text}`)],
        passing: false,
        counted: word,
    };
}

function shapeFor({ full, tight }: LinedCard["most"]): Shape {
    const height = (lines: number): number => titleHeight + lineHeight * lines;
    return { full: simpleShape(height(full)).full, tight: simpleShape(height(tight)).tight, small: simpleShape(48).small };
}

/** Null: nothing is marked, or it was not there. */
function linesBefore<K extends KernelObjectKind>(
    kind: K,
    traits: LinedTraits<ObjectOf<K>>,
    { id }: ObjectOf<K>,
    moment: Moment,
): readonly string[] | null {
    const { before } = moment;
    const previous = before?.objects.get(id);
    if (before === null || previous?.kind !== kind) return null;
    return traits.lines(previous as ObjectOf<K>, { ...moment, state: before });
}

function markOf<K extends KernelObjectKind>(
    { inherited }: ObjectOf<K>,
    texts: readonly string[],
    previous: readonly string[] | null,
    { before }: Moment,
): Mark {
    if (before === null) return null;
    if (previous === null) return inherited ? null : "new";
    return previous.join("\n") === texts.join("\n") ? null : "changed";
}

function descriptorsText<K extends KernelObjectKind>({ id }: ObjectOf<K>, { state }: Moment): string {
    let references = 0;
    for (const description of state.descriptions.values()) if (description.object === id) references += description.references;
    return counted(references, "descriptor");
}
