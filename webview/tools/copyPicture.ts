/** The picture for a document: as SVG, or as PNG where the clipboard takes one, and else into a file. */
import { base64Of } from "../export/base64Of";
import { pngOf } from "../export/paint";
import { readShapes } from "../export/readShapes";
import type { Shapes } from "../export/shapes";
import { svgOf } from "../export/svgOf";
import { post } from "../host";
import type { Stage } from "./stage";

/** Sharp on paper and on dense screens. */
const pngScale = 2;

export class CopyPicture {
    /** `say`: what has been done, or why not. */
    constructor(
        private readonly stage: Stage,
        private readonly say: (text: string) => void,
    ) {}

    readonly svg = (): void => {
        const shapes = this.shapes();
        if (shapes === null) return;
        post({ type: "copy", text: svgOf(shapes, this.title) });
        this.say("The picture is copied as SVG.");
    };

    readonly png = (): void => {
        const shapes = this.shapes();
        if (shapes === null) return;
        pngOf(shapes, pngScale)
            .then((blob) => this.toClipboard(blob))
            .catch((error: unknown) => this.say(error instanceof Error ? error.message : String(error)));
    };

    /** A page may write there only while it has the focus: otherwise the picture goes into a file. */
    private async toClipboard(blob: Blob): Promise<void> {
        try {
            await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
            this.say("The picture is copied as PNG.");
        } catch {
            post({ type: "save", name: `${this.title.replace(/[^\w.-]+/g, "_")}.png`, base64: await base64Of(blob) });
        }
    }

    private shapes(): Shapes | null {
        const world = this.stage.renderRoot.querySelector<HTMLElement>(".world");
        if (world === null || world.querySelector(".card") === null) {
            this.say("There is no picture to copy yet.");
            return null;
        }
        return readShapes(world, this.stage.scale, getComputedStyle(document.body).getPropertyValue("--vscode-editor-background"));
    }

    private get title(): string {
        const { picture } = this.stage;
        return picture === null ? "IPC Scope" : `${picture.title} at event ${picture.scene.at}`;
    }
}
