/** Kinds that a name and one line describe. Each says in its own card.ts what is particular to it. */
import type { KernelObject, KernelObjectKind } from "../../../tracer/model/kindTypes";
import { kindOf, kinds } from "../../../tracer/model/kinds/kinds";
import { differences } from "../../../tracer/model/owners/contentsEvents";
import { firstOf, nameOf } from "../../../tracer/model/words";
import { bytesPreview } from "../../card/bytesPreview";
import { baseName } from "../../card/baseName";
import { simpleShape, type IconName, type Mark, type ObjectCardBase } from "../../card/card";
import { counted, grouped } from "../../card/numberText";
import { visibleText } from "../../card/visibleText";
import type { CardKind, Moment, ObjectOf } from "../kind";
import { locksOf, markOfLocks, type LocksShown } from "./locks";

export interface PlainCard<K extends KernelObjectKind = KernelObjectKind> extends ObjectCardBase {
    readonly kind: K;
    readonly icon: IconName;
    readonly detail: string;
    /** Known by its name rather than by its kind: its path, which may be long, has a line of its own. */
    readonly named: boolean;
    readonly locks: LocksShown | null;
}

/** What a plain kind says of itself. */
export interface PlainTraits {
    readonly icon: IconName;
    /** The title is the name, not the word of the kind. */
    readonly named?: true;
    /** It has a size. */
    readonly sized?: true;
    /** A row names it by its kind alone. */
    readonly wordOnly?: true;
    /** Bytes that go there are not the story: its edges stay quiet. */
    readonly quiet?: true;
    readonly channel?: true;
    readonly landmark?: true;
    readonly passing?: true;
    readonly counted?: string;
}

const shape = simpleShape(64);

export function plainKind<K extends KernelObjectKind>(kind: K, traits: PlainTraits): CardKind<ObjectOf<K>, PlainCard<K>> {
    const { word } = kinds[kind];
    const named = traits.named === true;
    return {
        card: (object, moment) => ({
            kind,
            id: object.id,
            icon: traits.icon,
            title: named && object.name !== null ? baseName(object.name) : word,
            path: object.name === null ? null : visibleText(object.name),
            detail: `${traits.sized === true ? sizeOf(object) : `${descriptorsOf(object, moment)}${remarkText(object)}`}${mappedText(object, moment)}`,
            named,
            locks: locksOf(object, moment.state),
            removed: object.removed,
            shape,
            room: "full",
            channel: traits.channel === true,
            landmark: traits.landmark === true,
            link: null,
            mark: markOf(moment, object),
        }),
        label: (object, id) => {
            if (object === undefined || traits.wordOnly === true) return word;
            return object.name === null ? id : `${word} ${baseName(object.name)}`;
        },
        use: (object, use) => ({
            label: object === undefined || object.name === null ? use.object : `${word} ${baseName(object.name)}`,
            note: use.wait === null ? null : `waits in ${nameOf(use.wait)}`,
            flow: "quiet",
        }),
        flow: (object, access) => (traits.quiet === true || object.inherited ? "quiet" : access === "read-write" ? "both" : access),
        lines: (card) => [
            `${card.id} ${card.title}${card.path === null ? "" : ` ${card.path}`} · ${card.detail}`,
            ...(card.locks?.lines ?? []).map((line) => `    ${line}`),
        ],
        passing: traits.passing === true,
        counted: traits.counted ?? null,
    };
}

function sizeOf(object: KernelObject): string {
    const bytes = bytesOf(object);
    const size = bytes === null ? "size unknown" : counted(bytes, "byte");
    return object.removed ? `${size} · name removed` : size;
}

/** What a kind of which only the name is known says of an object. */
function remarkText(object: KernelObject): string {
    const remark = kindOf(object).remark?.(object) ?? "";
    return remark === "" ? "" : ` · ${remark}`;
}

const previewBytes = 24;

/** Without the zeros at the end. */
function lengthOfText(data: Uint8Array): number {
    return data.findLastIndex((byte) => byte !== 0) + 1;
}

/** In whose memory it is, and what was seen there. */
function mappedText({ id, contents }: KernelObject, { holders }: Moment): string {
    const processes = [...new Set((holders.get(id)?.mappings ?? []).map(({ process }) => process))];
    if (processes.length === 0) return "";
    const seen = contents === null ? "" : `: “${bytesPreview(contents.data.subarray(0, lengthOfText(contents.data)), previewBytes)}”`;
    return ` · mapped by ${firstOf(processes)}${seen}`;
}

function bytesOf(object: KernelObject): number | null {
    return "size" in object ? object.size : null;
}

function descriptorsOf(object: KernelObject, { state }: Moment): string {
    let references = 0;
    for (const description of state.descriptions.values()) {
        if (description.object === object.id) references += description.references;
    }
    return counted(references, "descriptor");
}

function markOf({ before, state }: Moment, object: KernelObject): Mark {
    if (before === null) return null;
    const previous = before.objects.get(object.id);
    if (previous === undefined) return object.inherited ? null : "new";
    if (object.removed && !previous.removed) return "name removed";
    const [now, then] = [object.contents, previous.contents];
    if (now !== null && then !== null && now !== then) return `${counted(differences(now.data, then.data), "byte")} changed`;
    if (object.mapped !== previous.mapped) return object.mapped > previous.mapped ? "mapped" : "unmapped";
    const locksMark = markOfLocks(locksOf(object, state), locksOf(previous, before));
    if (locksMark !== null) return locksMark;
    const size = bytesOf(previous);
    return bytesOf(object) !== size && size !== null ? `was ${grouped(size)}` : null;
}
