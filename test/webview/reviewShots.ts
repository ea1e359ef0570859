/** Takes pictures of a trace's page for a person to look at: `npx tsx test/webview/reviewShots.ts TRACE NAME [EVENT]`, into test/output/webview. */
import { Studio } from "./page";
import type { ThemeName } from "./themes";

const sizes = [
    { name: "wide", width: 1900, height: 1000 },
    { name: "middle", width: 900, height: 800 },
    { name: "narrow", width: 400, height: 900 },
] as const;

async function main(): Promise<void> {
    const [trace, name = "review", event = "1"] = process.argv.slice(2);
    if (trace === undefined) throw new Error("Which trace?");
    const studio = await Studio.open();
    const looks: readonly { theme: ThemeName; sizes: readonly (typeof sizes)[number][] }[] = [
        { theme: "dark", sizes },
        { theme: "light", sizes: sizes.slice(0, 1) },
        { theme: "hc-black", sizes: sizes.slice(1, 2) },
    ];
    try {
        for (const { theme, sizes: own } of looks) {
            for (const { name: size, width, height } of own) {
                const panel = await studio.review(theme, width, height);
                await panel.open(trace);
                await panel.goTo(Number(event));
                await panel.shoot(`${name}-${theme}-${size}`);
                for (const problem of panel.problems) console.log(`${theme} ${size}: ${problem}`);
                await panel.close();
            }
        }
    } finally {
        await studio.close();
    }
}

void main();
