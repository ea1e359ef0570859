/** The whole page: header, notices, the diagram in its scrolling window, the sentence. */
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { columnHeadings, headingStyles } from "./columnHeadings";
import { headerBar, headerStyles, type HeaderActions } from "./header";
import { kept, keep, onHostMessage, post } from "./host";
import { endedStyles } from "./endedList";
import { Follow } from "./follow";
import { compactPipe, tightFrom } from "./layout/measures";
import { fitsDescriptions } from "./layout/view";
import { directionOf, neighbour } from "./neighbours";
import { cardStyles, type Actions, type Look } from "./nodes/card";
import { descriptionNode, descriptionStyles } from "./nodes/description";
import { edgeLayer, edgeStyles } from "./nodes/edges";
import { compactPipeStyles } from "./nodes/compactPipe";
import { compactProcessStyles } from "./nodes/compactProcess";
import { pipeNode, pipeStyles } from "./nodes/pipe";
import { plainNode, plainStyles } from "./nodes/plain";
import { processNode, processStyles } from "./nodes/process";
import { theme } from "./nodes/theme";
import { noticeBar, noticeStyles } from "./noticeBar";
import type { FromWorker, Picture, ToWorker } from "./picture";
import type { HostMessage } from "./protocol/messages";
import { isPipeCard } from "./scene/pipes";
import type { Card, NodeId, ObjectCard, SourceLink } from "./scene/scene";
import { selectedProcess } from "./scene/selectedProcess";
import { sentencePanel, sentenceStyles } from "./sentencePanel";
import { startWorker } from "./startWorker";
import { welcome, welcomeStyles } from "./welcome";
import { clampedZoom, fittingZoom } from "./zoom";

/** VS Code's own size; a user with larger type gets a larger diagram. */
const usualFontSize = 13;

export class IpcDiagram extends LitElement implements Actions, HeaderActions {
    static override readonly properties = {
        picture: { state: true },
        active: { state: true },
        zoom: { state: true },
        descriptions: { state: true },
        focused: { state: true },
        failure: { state: true },
        dismissed: { state: true },
    };
    static override readonly styles = [
        theme,
        cardStyles,
        processStyles,
        compactProcessStyles,
        descriptionStyles,
        plainStyles,
        pipeStyles,
        compactPipeStyles,
        edgeStyles,
        headerStyles,
        endedStyles,
        noticeStyles,
        sentenceStyles,
        headingStyles,
        welcomeStyles,
        css`
            :host { display: flex; flex-direction: column; height: 100vh; overflow: hidden; container-type: inline-size; color: var(--text); background: var(--ground); }
            header, footer, .notice { flex: none; }
            .window { flex: 1 1 0; min-height: 0; overflow: auto; position: relative; outline: none; }
            .world { position: relative; margin: 0 auto; }
        `,
    ];

    declare picture: Picture | null;
    /** The node or row that the user points at or has focused. */
    declare active: string | null;
    declare zoom: number;
    declare descriptions: boolean;
    /** pid selected in VS Code's Call Stack. */
    declare focused: number | null;
    declare failure: string | null;
    declare dismissed: readonly string[];

    private worker: Worker | null = null;
    private readonly early: ToWorker[] = [];
    private unfolded: readonly NodeId[] = [];
    private windowWidth = 0;
    private follow: Follow | null = null;
    /** The Call Stack's choice has changed: its card, which grows when it is chosen, is to be scrolled to. */
    private showFocused = false;

    constructor() {
        super();
        this.picture = null;
        this.active = null;
        this.zoom = kept().zoom;
        this.descriptions = kept().descriptions;
        this.focused = null;
        this.failure = null;
        this.dismissed = [];
    }

    override connectedCallback(): void {
        super.connectedCallback();
        onHostMessage((message) => this.receive(message));
        void this.start();
    }

    open(link: SourceLink): void {
        post({ type: "open", file: link.file, line: link.line });
    }

    unfold(id: NodeId): void {
        this.unfolded = this.unfolded.includes(id) ? this.unfolded.filter((other) => other !== id) : [...this.unfolded, id];
        this.sendView();
    }

    toggleDescriptions = (): void => {
        this.descriptions = !this.descriptions;
        keep({ descriptions: this.descriptions, zoom: this.zoom });
        this.sendView();
    };

    zoomBy = (factor: number): void => this.zoomTo(this.zoom * factor);

    fit = (): void => {
        const frame = this.frame;
        if (frame === null || this.picture === null) return;
        this.zoomTo(fittingZoom(frame, this.picture.placement, this.fontScale));
        void this.updateComplete.then(() => frame.scrollTo(0, 0));
    };

    protected override firstUpdated(): void {
        const frame = this.frame!;
        this.follow = new Follow(frame, (id) => this.element(id));
        new ResizeObserver(() => {
            this.windowWidth = frame.clientWidth / this.fontScale;
            this.sendView();
        }).observe(frame);
        // Listened to by hand, since the browser's own zoom must be prevented.
        frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    }

    protected override render(): TemplateResult {
        const notices = [...(this.failure === null ? [] : [this.failure]), ...(this.picture?.notices ?? [])].filter(
            (notice) => !this.dismissed.includes(notice),
        );
        return html`
            ${headerBar(this.picture, this.zoom, { shown: this.descriptions, fits: fitsDescriptions(this.windowWidth) }, this)}
            ${noticeBar(notices, (notice) => {
                this.dismissed = [...this.dismissed, notice];
            })}
            <div class="window" role="application" aria-label="Diagram of processes and kernel objects" @keydown=${this.key} @pointerover=${this.point} @pointerleave=${this.leave} @focusin=${this.point} @focusout=${this.leave}>
                ${this.picture === null ? nothing : isEmpty(this.picture) ? welcome() : this.world(this.picture)}
            </div>
            ${sentencePanel(this.picture)}`;
    }

    private world({ scene, placement }: Picture): TemplateResult {
        const related = new Set<string>();
        if (this.active !== null) {
            for (const { touches } of [...placement.edges, ...placement.forks]) {
                if (touches.includes(this.active)) for (const id of touches) related.add(id);
            }
        }
        const look = (id: NodeId, selected = false): Look => {
            const box = placement.boxes.get(id)!;
            return { box, related: related.has(id), selected, raised: box.height > placement.places.get(id)!.height };
        };
        const selected = selectedProcess(scene, this.focused);
        const side = placement.arrangement.kind === "stack" ? "right" : "left";
        const objectNode = (card: ObjectCard): TemplateResult =>
            isPipeCard(card) ? pipeNode(card, side, look(card.id), this) : plainNode(card, look(card.id));
        return html`
            ${columnHeadings(placement.arrangement, this.zoom * this.fontScale)}
            <div class="world ${placement.arrangement.kind}" .style=${`width:${placement.width}px;height:${placement.height}px;zoom:${this.zoom * this.fontScale}`}>
                ${edgeLayer(placement, this.active, scene.processes.filter((card) => !card.gone).length >= tightFrom)}
                ${repeat(
                    scene.processes,
                    (card) => card.id,
                    (card) => processNode(card, placement.rows.get(card.id)!, look(card.id, card === selected), this),
                )}
                ${repeat(
                    scene.descriptions.filter((card) => placement.boxes.has(card.id)),
                    (card) => card.id,
                    (card) => descriptionNode(card, look(card.id)),
                )}
                ${repeat(
                    scene.objects.filter((card) => placement.boxes.has(card.id)),
                    (card) => card.id,
                    objectNode,
                )}
            </div>`;
    }

    private async start(): Promise<void> {
        try {
            const worker = await startWorker(this.dataset["worker"] ?? "");
            worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => void this.show(data.picture));
            worker.addEventListener("error", (event) => {
                this.failure = `The diagram stopped: ${event.message}`;
            });
            this.worker = worker;
            for (const message of this.early.splice(0)) worker.postMessage(message);
            post({ type: "ready" });
        } catch (error) {
            this.failure = error instanceof Error ? error.message : String(error);
        }
    }

    private receive(message: HostMessage): void {
        if (message.type === "focus") {
            this.focused = message.pid;
            this.sendView();
            this.showFocused = true;
            return;
        }
        if (message.type === "reset") {
            this.dismissed = [];
            this.unfolded = [];
            this.follow?.restart();
            this.sendView();
        }
        this.send({ type: "host", message });
    }

    private async show(picture: Picture): Promise<void> {
        const focus = this.focusedCard;
        this.picture = picture;
        await this.updateComplete;
        // A card that has become small or large is a new element.
        if (focus !== null && this.focusedCard === null) this.element(focus)?.focus({ preventScroll: true });
        const stopped = picture.scene.processes.findLast((process) => process.foremost && !process.gone);
        if (picture.sentAt !== null && stopped !== undefined) this.follow?.turnTo(stopped.id);
        this.revealFocused(picture);
        await nextFrame();
        post({ type: "drawn", seq: picture.scene.at, latency: picture.sentAt === null ? null : Date.now() - picture.sentAt });
        this.send({ type: "shown" });
    }

    private send(message: ToWorker): void {
        if (this.worker === null) this.early.push(message);
        else this.worker.postMessage(message);
    }

    private sendView(): void {
        if (this.windowWidth > 0) {
            this.send({
                type: "view",
                view: { width: this.windowWidth, descriptions: this.descriptions, unfolded: this.unfolded, focused: this.focused },
            });
        }
    }

    private zoomTo(zoom: number): void {
        this.zoom = clampedZoom(zoom);
        keep({ descriptions: this.descriptions, zoom: this.zoom });
    }

    /** What lies under the pointer stays there. */
    private wheel(event: WheelEvent): void {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const frame = this.frame!;
        const before = this.zoom;
        this.zoomTo(this.zoom * Math.exp(-event.deltaY / 400));
        const ratio = this.zoom / before;
        const { left, top } = frame.getBoundingClientRect();
        const across = event.clientX - left;
        const down = event.clientY - top;
        const scroll = { left: (frame.scrollLeft + across) * ratio - across, top: (frame.scrollTop + down) * ratio - down };
        void this.updateComplete.then(() => frame.scrollTo(scroll));
    }

    private readonly key = (event: KeyboardEvent): void => {
        if (event.ctrlKey || event.metaKey || event.altKey || this.picture === null) return;
        const node = (event.target as HTMLElement).closest<HTMLElement>(".card")?.dataset["node"] ?? null;
        const direction = directionOf(event.key);
        if (direction !== null && node !== null) {
            const next = neighbour(this.picture.placement.boxes, node, direction);
            if (next !== null) this.element(next)?.focus();
            event.preventDefault();
        } else if (event.key === "Enter" && node !== null && !(event.target instanceof HTMLButtonElement)) {
            const link = this.linkOf(node);
            if (link !== null) this.open(link);
        } else if (event.key === " " && node !== null && !(event.target instanceof HTMLButtonElement)) {
            if (this.isSmall(node) || this.unfolded.includes(node)) this.unfold(node);
            event.preventDefault();
        } else if (event.key === "+" || event.key === "=") {
            this.zoomBy(1.15);
        } else if (event.key === "-") {
            this.zoomBy(1 / 1.15);
        } else if (event.key === "0") {
            this.zoomTo(1);
        } else if (event.key === "f" || event.key === "F") {
            this.fit();
        }
    };

    private readonly point = (event: Event): void => {
        this.active = (event.target as HTMLElement).closest<HTMLElement>("[data-node]")?.dataset["node"] ?? null;
    };

    private readonly leave = (): void => {
        this.active = null;
    };

    private linkOf(id: NodeId): SourceLink | null {
        const scene = this.picture!.scene;
        const cards: readonly Card[] = [...scene.processes, ...scene.objects];
        const card = cards.find((candidate) => candidate.id === id);
        if (card === undefined) return null;
        if (card.kind === "process") return card.link;
        return isPipeCard(card) ? (card.creator?.link ?? null) : null;
    }

    /** Its card says less than there is to say. */
    private isSmall(id: NodeId): boolean {
        const { rows, boxes } = this.picture!.placement;
        const table = rows.get(id);
        return table === undefined ? boxes.get(id)?.height === compactPipe : table.more !== null;
    }

    private revealFocused({ scene }: Picture): void {
        const card = this.showFocused ? selectedProcess(scene, this.focused) : undefined;
        if (card === undefined) return;
        this.showFocused = false;
        this.follow?.show(card.id);
    }

    private element(id: NodeId): HTMLElement | null {
        return this.renderRoot.querySelector<HTMLElement>(`.card[data-node="${CSS.escape(id)}"]`);
    }

    private get focusedCard(): NodeId | null {
        const focused = this.shadowRoot?.activeElement ?? null;
        return focused instanceof HTMLElement && focused.matches(".card") ? (focused.dataset["node"] ?? null) : null;
    }

    private get frame(): HTMLElement | null {
        return this.renderRoot.querySelector<HTMLElement>(".window");
    }

    private get fontScale(): number {
        const size = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--vscode-font-size"));
        return Number.isFinite(size) && size > 0 ? size / usualFontSize : 1;
    }
}

function isEmpty({ phase, scene }: Picture): boolean {
    return phase === "waiting" && scene.processes.length === 0;
}

/** A hidden page has no frames, but events go on: then a moment must do. */
function nextFrame(): Promise<void> {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, 50);
        requestAnimationFrame(() => {
            clearTimeout(timer);
            resolve();
        });
    });
}
