/** Kinds that a name and one line describe. Each says in its own card.ts what is particular to it. */
import type { KernelObject, KernelObjectKind } from "../../../tracer/model/kindTypes";
import { kindOf, kinds } from "../../../tracer/model/kinds/kinds";
import { differences } from "../../../tracer/model/owners/contentsEvents";
import { firstOf, nameOf } from "../../../tracer/model/words";
import { bytesPreview } from "../../card/bytesPreview";
import { baseName } from "../../card/baseName";
import { simpleShape, type CardForm, type IconName, type Mark, type ObjectCardBase, type Shape } from "../../card/card";
import { counted, grouped } from "../../card/numberText";
import { visibleText } from "../../card/visibleText";
import type { CardKind, Moment, ObjectOf } from "../kind";
import { blockLines, memoryBlock, type MemoryBlock } from "../memory/block";
import { locksOf, markOfLocks, type LocksShown } from "./locks";

export interface PlainCard<K extends KernelObjectKind = KernelObjectKind> extends ObjectCardBase {
    readonly kind: K;
    readonly icon: IconName;
    /** "120 bytes", "2 descriptors" */
    readonly facts: string;
    /** The same, and in whose memory it is. */
    readonly detail: string;
    /** Known by its name rather than by its kind: its path, which may be long, has a line of its own. */
    readonly named: boolean;
    readonly locks: LocksShown | null;
    /** Its bytes where processes share them in their memory, once it was so; null: it cannot be, or it is in nobody's. */
    readonly block: MemoryBlock | null;
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
    /** Processes can have it in their memory, where they share it. */
    readonly mappable?: true;
}

const shape = simpleShape(64);
const withBytes: CardForm = { ...shape.full, height: 206 };
/** Its ports stay where they are when it grows. */
const mappableShape: Shape = { full: withBytes, tight: shape.tight, small: shape.small };

export function plainKind<K extends KernelObjectKind>(kind: K, traits: PlainTraits): CardKind<ObjectOf<K>, PlainCard<K>> {
    const { word } = kinds[kind];
    const named = traits.named === true;
    return {
        card(object, moment) {
            const facts = traits.sized === true ? sizeOf(object) : `${descriptorsOf(object, moment)}${remarkText(object)}`;
            const block = traits.mappable === true ? sharedBlock(object, moment) : null;
            return {
                kind,
                id: object.id,
                icon: traits.icon,
                title: named && object.name !== null ? baseName(object.name) : word,
                path: object.name === null ? null : visibleText(object.name),
                facts,
                detail: `${facts}${mappedText(object, moment)}`,
                named,
                locks: locksOf(object, moment.state),
                removed: object.removed,
                block,
                shape: traits.mappable === true ? mappableShape : shape,
                room: traits.mappable === true && block === null ? "tight" : "full",
                channel: traits.channel === true,
                landmark: traits.landmark === true,
                link: null,
                mark: markOf(moment, object),
            };
        },
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
            ...(card.block === null ? [] : blockLines(card.block)),
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

function sharedBlock(object: KernelObject, moment: Moment): MemoryBlock | null {
    const isShared = object.contents !== null || (moment.holders.get(object.id)?.mappings ?? []).some(({ shared }) => shared);
    return isShared ? memoryBlock(object, moment) : null;
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
