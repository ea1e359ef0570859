/** One test for every page of a trace: wherever its cursor goes, and whichever way it came, it shows what the model says of that moment. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { stateJson } from "../../tracer/model/stateJson";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";

export interface ScrubbedPage {
    readonly page: Page;
    /** Sets out for this event, and waits for nothing. */
    jump(seq: number): Promise<void>;
    /** One event on, or back. */
    step(direction: 1 | -1): Promise<void>;
    /** The picture is that of the moment after this event. */
    drawn(seq: number): Promise<void>;
}

/** What is compared of a picture, as far as both sides can tell it. */
interface Told {
    /** Their states, by process. */
    readonly processes: Readonly<Record<string, string>>;
    readonly descriptions: readonly string[];
    /** Bytes in those of which they are known, by pipe. */
    readonly pipes: Readonly<Record<string, number>>;
}

/** Steps in each direction from the middle. */
const stepsFromMiddle = 5;

export async function scrub(trace: RecordedTrace, scrubbed: ScrubbedPage): Promise<void> {
    const { length } = trace;
    const texts = new Map<number, readonly string[]>();
    const check = async (seq: number): Promise<void> => {
        await scrubbed.drawn(seq);
        const shown = await toldByPage(scrubbed.page);
        assert.deepEqual(shown, toldByModel(trace, seq), `the moment after event ${seq}`);
        const cards = await scrubbed.page.locator("ipc-diagram .card").allInnerTexts();
        assert.deepEqual(cards, texts.get(seq) ?? cards, `event ${seq} looks as it did before`);
        texts.set(seq, cards);
    };
    const places = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => Math.ceil(((at + 1) * length) / count));
    const middle = Math.floor(length / 2);

    for (const seq of [...places(10), ...places(7).toReversed(), 1, length, middle]) {
        await scrubbed.jump(seq);
        await check(seq);
    }
    for (let step = 0; step < stepsFromMiddle; step++) await scrubbed.step(1);
    for (let step = 0; step < 2 * stepsFromMiddle; step++) await scrubbed.step(-1);
    await check(middle - stepsFromMiddle);
    for (let seq = middle - stepsFromMiddle + 1; seq <= middle + stepsFromMiddle; seq++) {
        await scrubbed.step(1);
        await check(seq);
    }
    for (let seq = middle + stepsFromMiddle - 1; seq > middle; seq--) {
        await scrubbed.step(-1);
        await check(seq);
    }
    // Faster than it can draw: the last place counts.
    for (const seq of [...places(50), ...places(40).toReversed(), middle]) await scrubbed.jump(seq);
    await check(middle);
}

function toldByModel(trace: RecordedTrace, seq: number): Told {
    const { processes, descriptions, objects } = stateJson(trace.stateAt(seq));
    return {
        processes: Object.fromEntries(processes.map(({ id, state }) => [id, state])),
        descriptions: descriptions.map(({ id }) => id).sort(),
        pipes: Object.fromEntries(
            objects.flatMap(({ id, kind, bytes }) => (kind === "pipe" && typeof bytes === "number" ? [[id, bytes]] : [])),
        ),
    };
}

async function toldByPage(page: Page): Promise<Told> {
    const cards = await page
        .locator("ipc-diagram .card")
        .evaluateAll((found) =>
            found.map((card) => ({
                id: card.getAttribute("data-node") ?? "",
                classes: [...card.classList],
                label: card.getAttribute("aria-label") ?? "",
            })),
        );
    const of = (kind: string): typeof cards => cards.filter(({ classes }) => classes.includes(kind));
    const stateOf = (classes: readonly string[]): string => classes.find((name) => name.startsWith("is-"))?.slice("is-".length) ?? "none";
    return {
        processes: Object.fromEntries(of("process").map(({ id, classes }) => [id, stateOf(classes)])),
        descriptions: of("description")
            .map(({ id }) => id)
            .sort(),
        pipes: Object.fromEntries(
            of("pipe").flatMap(({ id, label }) => {
                const amount = /\. (\d[\d\s]*) of [\d\s]+ bytes/.exec(label)?.[1];
                return amount === undefined ? [] : [[id, Number(amount.replace(/\s/g, ""))]];
            }),
        ),
    };
}
