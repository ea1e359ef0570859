/**
 * The user arranges cards: dragged by the head, or moved with Alt and the arrows. Where a card has been put it is pinned:
 * it stays there even when everything else finds a new place.
 */
import { css, type ReactiveController } from "lit";
import type { NodeId } from "../card/card";
import { Marks } from "./marks";
import type { Stage } from "./stage";

/** A hand that shakes does not drag. */
const leastPixels = 5;

interface Drag {
    readonly card: HTMLElement;
    readonly id: NodeId;
    readonly x: number;
    readonly y: number;
    moving: boolean;
}

export class ArrangeCards implements ReactiveController {
    private pins: readonly NodeId[] = [];
    private drag: Drag | null = null;
    private readonly marks = new Marks("data-pinned");

    /** `say`: what has been done. */
    constructor(
        private readonly stage: Stage,
        private readonly say: (text: string) => void,
    ) {
        stage.addController(this);
    }

    get pinned(): readonly NodeId[] {
        return this.pins;
    }

    /** A new trace. */
    reset(): void {
        this.pins = [];
        this.drag = null;
    }

    hostUpdated(): void {
        this.marks.set(
            () => this.stage.renderRoot.querySelectorAll(".world .card"),
            this.pins.length === 0 ? null : (card) => (this.pins.includes((card as HTMLElement).dataset["node"] ?? "") ? "" : null),
        );
    }

    listen(frame: HTMLElement): void {
        frame.addEventListener("pointerdown", (event) => this.begin(event));
        frame.addEventListener("pointermove", (event) => this.move(event));
        frame.addEventListener("pointerup", (event) => this.drop(event));
        frame.addEventListener("pointercancel", () => this.end());
        frame.addEventListener("keydown", (event) => this.key(event));
    }

    /** Of the card with the keyboard's focus. */
    readonly togglePin = (): void => {
        const id = this.stage.cardInFocus;
        if (id === null) {
            this.say("Choose a card first: the arrow keys go from card to card.");
            return;
        }
        const isPinned = this.pins.includes(id);
        this.pins = isPinned ? this.pins.filter((other) => other !== id) : [...this.pins, id];
        this.say(isPinned ? `${id} is no longer pinned.` : `${id} is pinned: it stays when everything else finds a new place.`);
        this.stage.sendView();
    };

    /** Whether there was anything to end. */
    end(): boolean {
        const { drag } = this;
        this.drag = null;
        drag?.card.style.removeProperty("translate");
        drag?.card.removeAttribute("data-dragging");
        return drag?.moving === true;
    }

    private begin(event: PointerEvent): void {
        const target = event.target as HTMLElement;
        const card = target.closest<HTMLElement>(".card");
        const id = card?.dataset["node"];
        if (event.button !== 0 || card === null || id === undefined || target.closest("button, a, .row, .run, .paper, .more") !== null) {
            return;
        }
        this.drag = { card, id, x: event.clientX, y: event.clientY, moving: false };
    }

    private move(event: PointerEvent): void {
        const { drag } = this;
        if (drag === null) return;
        const [across, down] = [event.clientX - drag.x, event.clientY - drag.y];
        if (!drag.moving && Math.hypot(across, down) < leastPixels) return;
        if (!drag.moving) {
            drag.moving = true;
            drag.card.setAttribute("data-dragging", "");
            this.stage.frame?.setPointerCapture(event.pointerId);
            getSelection()?.removeAllRanges();
        }
        drag.card.style.translate = `${across / this.stage.scale}px ${down / this.stage.scale}px`;
    }

    private drop(event: PointerEvent): void {
        const { drag } = this;
        if (!this.end() || drag === null) return;
        const { scale } = this.stage;
        const { left, top } = drag.card.style;
        this.put(
            drag.id,
            Number.parseFloat(left) + (event.clientX - drag.x) / scale,
            Number.parseFloat(top) + (event.clientY - drag.y) / scale,
        );
        // The click that follows is the end of the drag, and unfolds nothing.
        window.addEventListener("click", stop, { capture: true, once: true });
        setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    }

    /** Before the next card of its column, or behind it. */
    private key(event: KeyboardEvent): void {
        const step = arrows[event.key];
        const id = this.stage.cardInFocus;
        const card = id === null ? null : this.stage.element(id);
        if (!event.altKey || step === undefined || id === null || card === null) return;
        event.preventDefault();
        event.stopPropagation();
        const own = boxOf(card);
        const beside = [...this.stage.renderRoot.querySelectorAll<HTMLElement>(".world .card")]
            .map(boxOf)
            .filter((box) => (step.across === 0 ? box.x === own.x : box.y === own.y) && distance(own, box, step) > 0)
            .sort((one, other) => distance(own, one, step) - distance(own, other, step))[0];
        if (beside === undefined) return;
        const [sign, half] = [step.across + step.down, { x: (beside.width - own.width) / 2, y: (beside.height - own.height) / 2 }];
        this.put(id, step.across === 0 ? own.x : beside.x + half.x + sign, step.down === 0 ? own.y : beside.y + half.y + sign);
    }

    private put(id: NodeId, x: number, y: number): void {
        if (!this.pins.includes(id)) this.pins = [...this.pins, id];
        this.stage.tell({ type: "move", id, x, y });
        this.stage.sendView();
        this.say(`${id} is pinned where you have put it (K: no longer).`);
    }
}

interface Step {
    readonly across: -1 | 0 | 1;
    readonly down: -1 | 0 | 1;
}

const arrows: Readonly<Record<string, Step>> = {
    ArrowUp: { across: 0, down: -1 },
    ArrowDown: { across: 0, down: 1 },
    ArrowLeft: { across: -1, down: 0 },
    ArrowRight: { across: 1, down: 0 },
};

interface CardBox {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

/** As the layout has placed it, in pixels at zoom 1. */
function boxOf({ style }: HTMLElement): CardBox {
    const [x, y, width, height] = [style.left, style.top, style.width, style.height].map((value) => Number.parseFloat(value));
    return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
}

/** Below zero: it lies the other way. */
function distance(from: CardBox, to: CardBox, { across, down }: Step): number {
    return (to.x - from.x) * across + (to.y - from.y) * down;
}

function stop(event: Event): void {
    event.stopPropagation();
    event.preventDefault();
}

export const arrangeStyles = css`
    .card[data-dragging] { z-index: 5; cursor: grabbing; opacity: 0.92; box-shadow: 0 6px 20px var(--vscode-widget-shadow, transparent); user-select: none; }
    .card > .title, .card > .head { cursor: grab; user-select: none; }
    .card[data-pinned]::after { content: ""; position: absolute; left: -6px; top: -6px; width: 11px; height: 11px; box-sizing: border-box; border-radius: 50%; background: var(--accent); border: 2px solid var(--ground); }
`;
