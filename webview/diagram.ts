/** The whole page: header, notices, the diagram in its scrolling window, the sentence. */
import { LitElement, html, type PropertyValues, type TemplateResult } from "lit";
import type { NodeId, SourceLink } from "./card/card";
import { cardElement, focusedCard } from "./cardElements";
import { DiagramWorker, type PictureMaker } from "./diagramWorker";
import { headerBar } from "./header";
import { chosenView, kept, keep, onHostMessage, post } from "./host";
import { isOver } from "./layout/layouts";
import { fitsDescriptions } from "./layout/view";
import { pressKey, type KeyActions } from "./keys";
import { nextFrame } from "./nextFrame";
import { Notices } from "./notices";
import { pageStyles } from "./pageStyles";
import type { Picture, ToWorker } from "./picture";
import type { HostMessage } from "./protocol/messages";
import type { PictureCommand } from "./protocol/pictureCommand";
import type { ViewName } from "./protocol/viewChoice";
import { selectedProcess } from "./scene/selectedProcess";
import { nodesOfCause } from "./scene/causeNodes";
import { sentencePanel } from "./sentencePanel";
import { Sizing } from "./sizing";
import { shownWorld } from "./shownWorld";
import { cardContext, nodesAt } from "./tools/cardContext";
import { Follow } from "./tools/follow";
import { panByDragging } from "./tools/pan";
import { Pointing } from "./tools/pointing";
import { shownAs } from "./tools/shownAs";
import type { Stage } from "./tools/stage";
import { Tools } from "./tools/tools";
import { zoomWithWheel } from "./tools/wheelZoom";

export class IpcDiagram extends LitElement implements KeyActions, Stage {
    static override readonly properties = {
        picture: { state: true },
        descriptions: { state: true },
        focused: { state: true },
        watching: { state: true },
        presenting: { type: Boolean, reflect: true },
    };
    static override readonly styles = pageStyles;

    declare picture: Picture | null;
    declare descriptions: boolean;
    /** pid selected in VS Code's Call Stack. */
    declare focused: number | null;
    declare watching: boolean | null;
    /** For a projector: in large type, and nothing but the diagram and the sentence. */
    declare presenting: boolean;

    /** Whoever has the element may give it another one, which then hears from the host in its place. */
    maker: PictureMaker | null = null;
    private get worker(): PictureMaker {
        this.maker ??= new DiagramWorker(this.dataset["worker"] ?? "");
        return this.maker;
    }

    timeline: Stage["timeline"] = null;
    readonly sizing = new Sizing(this);
    private readonly tools = new Tools(this);
    private readonly pointing = new Pointing(this);
    private readonly notices = new Notices(this);
    private unfolded: readonly NodeId[] = [];
    private windowWidth = 0;
    private follow: Follow | null = null;
    /** The Call Stack's choice has changed: its card, which grows when it is chosen, is to be scrolled to. */
    private showFocused = false;

    constructor() {
        super();
        this.picture = null;
        this.descriptions = kept().descriptions;
        this.focused = null;
        this.watching = null;
        this.presenting = false;
    }

    override connectedCallback(): void {
        super.connectedCallback();
        if (this.maker === null) onHostMessage((message) => this.receive(message));
        void this.start();
    }

    open(link: SourceLink): void {
        post({ type: "open", file: link.file, line: link.line });
    }

    watchMemory(on: boolean): void {
        post({ type: "watchMemory", on });
    }

    unfold(id: NodeId): void {
        this.unfolded = this.unfolded.includes(id) ? this.unfolded.filter((other) => other !== id) : [...this.unfolded, id];
        this.sendView();
    }

    toggleDescriptions = (): void => {
        this.descriptions = !this.showsDescriptions;
        this.sizing.unfit();
        keep({ ...kept(), descriptions: this.descriptions });
        this.sendView();
    };

    isUnfolded(id: NodeId): boolean {
        return this.unfolded.includes(id);
    }

    focusCard(id: NodeId): void {
        this.element(id)?.focus();
    }

    choose = (view: ViewName): void => {
        this.sizing.unfit();
        keep({ ...kept(), view });
        this.worker.send({ type: "choose", view });
    };

    toggleRuntimes = (): void => this.worker.send({ type: "runtimes", shown: this.picture?.scene.runtimes.shown !== true });

    tidy = (): void => this.worker.send({ type: "tidy" });

    protected override firstUpdated(): void {
        const frame = this.frame;
        if (frame === null) return;
        this.follow = new Follow(frame, (id) => this.element(id));
        new ResizeObserver(() => {
            this.sizing.resized(frame);
            this.windowWidth = this.sizing.inside(frame).width;
            this.sendView();
            this.tools.moved();
        }).observe(frame);
        panByDragging(frame);
        this.tools.arranged.listen(frame);
        // Listened to by hand, since the browser's own zoom must be prevented.
        frame.addEventListener("wheel", (event) => zoomWithWheel(event, frame, this.sizing.zoomed), { passive: false });
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (changed.has("presenting") && this.sizing.fitted) this.sizing.fit();
    }

    protected override render(): TemplateResult {
        return html`
            ${headerBar(this.picture, this.sizing, { shown: this.showsDescriptions, fits: this.sizing.fitted || fitsDescriptions(this.windowWidth) }, this, this.tools.menu())}
            ${this.notices.render(this.picture)}
            <div class="stage"><div class="view"><div class="window" role="application" aria-label="Diagram of processes and kernel objects" @keydown=${this.key} @pointerover=${this.pointing.point} @pointerleave=${this.pointing.leave} @focusin=${this.pointing.point} @focusout=${this.pointing.leave} @scroll=${this.tools.moved} @contextmenu=${this.contextMenu}>
                ${shownWorld(this.picture, { active: this.pointing.active, focused: this.focused, zoom: this.sizing.scale }, this)}
            </div>${this.tools.overlays()}</div>${this.tools.beside()}</div>
            ${sentencePanel(this.picture)}`;
    }

    private async start(): Promise<void> {
        this.worker.send({ type: "choose", view: chosenView(this.dataset["view"]) });
        try {
            await this.worker.start(
                (picture) => void this.show(picture),
                (message) => this.notices.fail(`The diagram stopped: ${message}`),
            );
            post({ type: "ready" });
        } catch (error) {
            this.notices.fail(error instanceof Error ? error.message : String(error));
        }
    }

    run(command: PictureCommand): void {
        this.tools.run(command);
    }

    receive(message: HostMessage): void {
        if (message.type === "focus") {
            this.focused = message.pid;
            this.showFocused = true;
            // Who shows an event has turned the picture to its process already.
            if (this.picture?.focused === message.pid) this.revealFocused(this.picture);
            else this.sendView();
            return;
        }
        if (message.type === "watching") {
            this.watching = message.on;
            return;
        }
        if (message.type === "line") return;
        if (message.type === "do") {
            this.run(message.command);
            return;
        }
        if (message.type === "reset") {
            this.notices.reset();
            this.unfolded = [];
            this.tools.arranged.reset();
            this.sizing.unfit();
            this.frame?.scrollTo(0, 0);
            this.follow?.restart();
            this.sendView();
        }
        this.worker.send({ type: "host", message });
    }

    async show(picture: Picture): Promise<void> {
        const focus = this.cardInFocus;
        const wasOver = this.picture !== null && isOver(this.picture.scene);
        this.picture = picture;
        if (picture.zoom !== null) this.sizing.arranged(picture.zoom);
        await this.updateComplete;
        // What remains stands at the top then.
        if (picture.zoom !== null || (isOver(picture.scene) && !wasOver)) this.frame?.scrollTo(0, 0);
        // A card that has become small or large is a new element.
        if (focus !== null && this.cardInFocus === null) this.element(focus)?.focus({ preventScroll: true });
        const stopped = picture.scene.processes.findLast((process) => process.foremost && !process.gone);
        if (picture.sentAt !== null && stopped !== undefined) this.follow?.turnTo(stopped.id, nodesOfCause(picture.scene.cause));
        this.revealFocused(picture);
        await nextFrame();
        const { scene, sentAt } = picture;
        post({ type: "drawn", seq: scene.at, sentAt, latency: sentAt === null ? null : Date.now() - sentAt });
        this.worker.send({ type: "shown" });
    }

    tell(message: ToWorker): void {
        this.worker.send(message);
    }

    sendView(): void {
        if (this.windowWidth > 0) {
            this.worker.send({
                type: "view",
                view: {
                    width: this.windowWidth,
                    descriptions: this.descriptions,
                    unfolded: this.unfolded,
                    focused: this.focused,
                    pinned: this.tools.arranged.pinned,
                },
                height: this.frame === null ? 0 : this.sizing.inside(this.frame).height,
            });
        }
    }

    private get showsDescriptions(): boolean {
        const arrangement = this.sizing.fitted ? this.picture?.placement?.arrangement : undefined;
        return arrangement === undefined ? this.descriptions : arrangement.kind === "columns" && arrangement.descriptions !== null;
    }

    private readonly key = (event: KeyboardEvent): void => {
        if (this.picture !== null) pressKey(event, this.picture, this);
    };

    private readonly contextMenu = (event: MouseEvent): void => {
        this.dataset["vscodeContext"] = cardContext(nodesAt(event), this.picture?.scene.processes ?? []);
    };

    private revealFocused({ scene }: Picture): void {
        const card = this.showFocused ? selectedProcess(scene, this.focused) : undefined;
        if (card === undefined) return;
        this.showFocused = false;
        this.follow?.show(card.id);
    }

    element(id: NodeId): HTMLElement | null {
        return cardElement(this.renderRoot, this.picture === null ? id : shownAs(this.picture, id));
    }

    get cardInFocus(): NodeId | null {
        return focusedCard(this.shadowRoot);
    }

    get scale(): number {
        return this.sizing.scale;
    }

    get frame(): HTMLElement | null {
        return this.renderRoot.querySelector<HTMLElement>(".window");
    }
}
