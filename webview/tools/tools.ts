/** The tools around the diagram. They know the page as a stage, and serve both views. */
import { html, type nothing, type ReactiveController, type TemplateResult } from "lit";
import type { PictureCommand } from "../protocol/pictureCommand";
import { ArrangeCards } from "./arrangeCards";
import { CauseStrip } from "./causeStrip";
import { CopyPicture } from "./copyPicture";
import { FocusOn } from "./focusOn";
import { KeyHelp } from "./keyHelp";
import { KnotCard } from "./knotCard";
import { ListBeside } from "./listBeside";
import { menu, type MenuItem } from "./menu";
import { OverviewMap } from "./overviewMap";
import { Said } from "./said";
import { SearchBar } from "./searchBar";
import type { Stage } from "./stage";

interface Tool extends MenuItem {
    /** VS Code's command for it. */
    readonly command: PictureCommand | null;
}

export class Tools implements ReactiveController {
    private readonly cause: CauseStrip;
    private readonly knots: KnotCard;
    private readonly search: SearchBar;
    private readonly focus: FocusOn;
    private readonly list: ListBeside;
    private readonly map: OverviewMap;
    private readonly said: Said;
    /** Where the user has put cards. */
    readonly arranged: ArrangeCards;
    private readonly copy: CopyPicture;
    private readonly keys: KeyHelp;

    constructor(private readonly stage: Stage) {
        this.cause = new CauseStrip(stage);
        this.knots = new KnotCard(stage);
        this.search = new SearchBar(stage);
        this.focus = new FocusOn(stage);
        this.list = new ListBeside(stage);
        this.map = new OverviewMap(stage);
        this.said = new Said(stage);
        this.arranged = new ArrangeCards(stage, this.said.say);
        this.copy = new CopyPicture(stage, this.said.say);
        this.keys = new KeyHelp(stage);
        stage.addController(this);
    }

    /** Wherever the focus is in the page. */
    hostConnected(): void {
        window.addEventListener("keydown", (event) => this.pressKey(event));
    }

    /** The window has been scrolled, or has changed its size. */
    readonly moved = (): void => {
        this.cause.lookSoon();
        this.knots.lookSoon();
        this.map.scrolled();
    };

    /** What lies over the diagram. */
    overlays(): TemplateResult {
        return html`${this.search.render()}${this.cause.render()}${this.knots.render()}${this.focus.render()}${this.map.render()}${this.said.render()}${this.keys.render(this.all)}`;
    }

    beside(): TemplateResult | typeof nothing {
        return this.list.render();
    }

    menu(): TemplateResult {
        return menu(this.all);
    }

    run(command: PictureCommand): void {
        this.all.find((tool) => tool.command === command)?.run();
    }

    private pressKey(event: KeyboardEvent): void {
        if (event.key === "Escape") this.leave();
        if (event.altKey || isTyped(event)) return;
        const isCommand = event.ctrlKey || event.metaKey;
        const pressed = `${isCommand ? "Ctrl+" : ""}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`;
        const tool = this.all.find(({ key }) => key === (pressed === "=" ? "+" : pressed));
        if (tool === undefined) return;
        event.preventDefault();
        tool.run();
    }

    /** One thing after the other, the last begun first. */
    private leave(): void {
        if (this.keys.end() || this.arranged.end() || this.search.end() || this.focus.end()) return;
        this.stage.presenting = false;
    }

    private get all(): readonly Tool[] {
        const { stage, search, focus, list, map, copy, arranged } = this;
        const present = (): void => {
            stage.presenting = !stage.presenting;
        };
        const watch: Tool = {
            label: "Watch shared memory: who reads and writes",
            key: "W",
            on: stage.watching,
            command: null,
            run: () => {
                if (stage.watching !== null) stage.watchMemory(!stage.watching);
            },
        };
        const { timeline } = stage;
        const isChannels = (stage.picture?.channels ?? null) !== null;
        const changeView = (): void => stage.choose(isChannels ? "tables" : "channels");
        return [
            { label: `Show ${isChannels ? "Tables" : "Channels"}`, key: "V", on: null, command: "changeView", run: changeView },
            { label: "Tidy up: everything finds its best place", key: "T", on: null, command: "tidy", run: stage.tidy },
            { label: "Fit into the window", key: "F", on: null, command: "fit", run: stage.sizing.fit },
            { label: "Actual size", key: "0", on: null, command: "actualSize", run: stage.sizing.actual },
            { label: "Zoom in", key: "+", on: null, command: "zoomIn", run: stage.sizing.larger },
            { label: "Zoom out", key: "-", on: null, command: "zoomOut", run: stage.sizing.smaller },
            { label: "Search", key: "Ctrl+F", on: null, command: "find", run: search.begin },
            { label: "A card and its neighbours", key: "N", on: focus.on, command: "neighbours", run: focus.further },
            { label: "List beside, as text", key: "L", on: list.on, command: "list", run: list.toggle },
            { label: "Overview map", key: "M", on: map.on, command: "map", run: map.toggle },
            ...(timeline === null
                ? []
                : [{ label: "Timeline below", key: "H", on: timeline.shown, command: "timeline" as const, run: timeline.toggle }]),
            { label: "Pin the card, or let it go", key: "K", on: null, command: "pin", run: arranged.togglePin },
            ...(stage.watching === null ? [] : [watch]),
            { label: "Presentation mode", key: "P", on: stage.presenting, command: "presentation", run: present },
            { label: "Copy as SVG", key: "C", on: null, command: "copySvg", run: copy.svg },
            { label: "Copy as PNG", key: "G", on: null, command: "copyPng", run: copy.png },
            { label: "All keys", key: "?", on: null, command: "keys", run: this.keys.toggle },
        ];
    }
}

/** Into a field: Ctrl+F is meant for us even so. */
function isTyped(event: KeyboardEvent): boolean {
    return !event.ctrlKey && !event.metaKey && event.composedPath().some((each) => each instanceof HTMLInputElement);
}
