import sharp from "sharp";
import type { Panel } from "../page";

/** Writes what the page shows as a PNG of at most 256 colours, which is all that a diagram has. */
export async function writePicture({ page }: Panel, file: string): Promise<void> {
    await sharp(await page.screenshot())
        .png({ palette: true, dither: 0, effort: 10 })
        .toFile(file);
}
