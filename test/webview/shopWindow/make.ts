/** Makes the pictures of the shop window into the folder that is given: the icon, the walkthrough's, the README's. */
import { copyFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { Studio } from "../page";
import { animation } from "./animation";
import { walkthrough } from "./walkthrough";

const root = path.resolve(__dirname, "../../..");
/** Twice the least size that the Marketplace takes. */
const iconSize = 256;

async function main([folder]: readonly string[]): Promise<void> {
    if (folder === undefined) throw new Error("usage: make.ts FOLDER");
    await sharp(path.join(root, "media/icon.svg")).resize(iconSize).png().toFile(path.join(folder, "icon.png"));
    copyFileSync(path.join(root, "docs/images/diagram.png"), path.join(folder, "diagram.png"));
    const studio = await Studio.open();
    try {
        await walkthrough(studio, folder);
        await animation(studio, path.join(folder, "pipe.gif"));
    } finally {
        await studio.close();
    }
}

void main(process.argv.slice(2));
