/** How large the diagram is drawn: as the user has zoomed it, or so that all of it fits into the window. */
import type { ReactiveControllerHost } from "lit";
import { kept, keep } from "./host";
import { clampedZoom, type Frame } from "./layout/zoom";
import type { Picture, ToWorker } from "./picture";
import { presentationScale } from "./tools/presentation";
import { typeScale } from "./typeScale";

const zoomStep = 1.15;

interface SizedPage extends ReactiveControllerHost {
    readonly picture: Picture | null;
    readonly presenting: boolean;
    /** The scrolling window. */
    readonly frame: HTMLElement | null;
    tell(message: ToWorker): void;
}

export class Sizing {
    zoom = kept().zoom;
    /** The user has asked for everything at once, and for nothing else since. */
    fitted = false;
    /** Of the window, with its scroll bar. */
    private outerWidth = 0;

    constructor(private readonly page: SizedPage) {}

    readonly larger = (): void => this.zoomTo(this.zoom * zoomStep);
    readonly smaller = (): void => this.zoomTo(this.zoom / zoomStep);

    readonly actual = (): void => {
        this.unfit();
        this.zoomTo(1);
    };

    readonly fit = (): void => {
        const { frame, picture } = this.page;
        if (frame === null || picture === null) return;
        this.page.tell({ type: "fit", frame: this.inside(frame) });
    };

    /** By the wheel; resolves to the factor by which it has grown. */
    readonly zoomed = async (factor: number): Promise<number> => {
        const before = this.zoom;
        this.zoomTo(before * factor);
        await this.page.updateComplete;
        return this.zoom / before;
    };

    /** Back to the window's own arrangement, at the zoom that the user had chosen for it. */
    unfit(): void {
        if (!this.fitted) return;
        this.fitted = false;
        this.zoom = kept().zoom;
        this.page.tell({ type: "fit", frame: null });
        this.page.requestUpdate();
    }

    /** The picture has been arranged to fit at this zoom. */
    arranged(zoom: number): void {
        this.fitted = true;
        this.zoom = zoom;
        this.page.requestUpdate();
    }

    /** Not the width inside: a scroll bar that comes with a new card must not make the others move. */
    resized({ offsetWidth }: HTMLElement): void {
        if (this.fitted && offsetWidth !== this.outerWidth) this.fit();
        this.outerWidth = offsetWidth;
    }

    /** In the diagram's pixels, before the zoom. */
    inside({ clientWidth, clientHeight }: HTMLElement): Frame {
        return { width: clientWidth / this.fontScale, height: clientHeight / this.fontScale };
    }

    get scale(): number {
        return this.zoom * this.fontScale;
    }

    private get fontScale(): number {
        return typeScale() * (this.page.presenting ? presentationScale : 1);
    }

    /** What is fitted today need not fit the next program. */
    private zoomTo(zoom: number): void {
        this.zoom = clampedZoom(zoom);
        if (!this.fitted) keep({ ...kept(), zoom: this.zoom });
        this.page.requestUpdate();
    }
}
