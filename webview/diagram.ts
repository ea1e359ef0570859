/** The whole page: header, notices, the diagram in its scrolling window, the sentence. */
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import type { NodeId, SourceLink } from "./card/card";
import { headingStyles } from "./columnHeadings";
import { DiagramWorker } from "./diagramWorker";
import { endedStyles } from "./endedList";
import { Follow } from "./follow";
import { cardStyles, type Actions } from "./frame/frame";
import { theme } from "./frame/theme";
import { headerBar, headerStyles, type HeaderActions } from "./header";
import { kept, keep, onHostMessage, post } from "./host";
import { objectStyles } from "./kinds/nodes";
import type { Placement } from "./layout/placement";
import { fitsDescriptions } from "./layout/view";
import { directionOf, neighbour } from "./neighbours";
import { compactProcessStyles } from "./nodes/compactProcess";
import { descriptionStyles } from "./nodes/description";
import { edgeStyles } from "./nodes/edges";
import { processStyles } from "./nodes/process";
import { nextFrame } from "./nextFrame";
import { noticeBar, noticeStyles } from "./noticeBar";
import type { Picture } from "./picture";
import type { HostMessage } from "./protocol/messages";
import type { Scene } from "./scene/scene";
import { selectedProcess } from "./scene/selectedProcess";
import { sentencePanel, sentenceStyles } from "./sentencePanel";
import { welcome, welcomeStyles } from "./welcome";
import { world } from "./world";
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
        ...objectStyles,
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

    private readonly worker = new DiagramWorker();
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
        const frame = this.frame;
        if (frame === null) return;
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
                ${this.picture === null ? nothing : isEmpty(this.picture) ? welcome() : world(this.picture, { active: this.active, focused: this.focused, zoom: this.zoom * this.fontScale }, this)}
            </div>
            ${sentencePanel(this.picture)}`;
    }

    private async start(): Promise<void> {
        try {
            await this.worker.start(
                this.dataset["worker"] ?? "",
                (picture) => void this.show(picture),
                (message) => {
                    this.failure = `The diagram stopped: ${message}`;
                },
            );
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
        this.worker.send({ type: "host", message });
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
        this.worker.send({ type: "shown" });
    }

    private sendView(): void {
        if (this.windowWidth > 0) {
            this.worker.send({
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
        const frame = this.frame;
        if (frame === null || (!event.ctrlKey && !event.metaKey)) return;
        event.preventDefault();
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
            const link = this.linkOf(this.picture.scene, node);
            if (link !== null) this.open(link);
        } else if (event.key === " " && node !== null && !(event.target instanceof HTMLButtonElement)) {
            if (this.isSmall(this.picture.placement, node) || this.unfolded.includes(node)) this.unfold(node);
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

    private linkOf({ processes, objects }: Scene, id: NodeId): SourceLink | null {
        return [...processes, ...objects].find((card) => card.id === id)?.link ?? null;
    }

    /** Its card says less than there is to say. */
    private isSmall({ rows, boxes }: Placement, id: NodeId): boolean {
        const table = rows.get(id);
        return table === undefined ? boxes.get(id)?.room === "small" : table.more !== null;
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
