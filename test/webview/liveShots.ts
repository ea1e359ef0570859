/** Takes pictures of the timeline below running programs for a person to look at: `npx tsx test/webview/liveShots.ts`, into test/output/webview. */
import { Studio } from "./page";
import { lsWc } from "./stories/lsWc";

const looks = [
    { theme: "dark", width: 1000, height: 860 },
    { theme: "light", width: 1000, height: 860 },
    { theme: "hc-black", width: 420, height: 860 },
] as const;

async function main(): Promise<void> {
    const studio = await Studio.open();
    const { events, stops } = lsWc();
    try {
        for (const { theme, width, height } of looks) {
            const panel = await studio.panel(theme, width, height, 1, "tables", true);
            await panel.play(events, stops, stops.at(-1));
            await panel.page.locator("ipc-live .at", { hasText: `${stops.at(-1)} / ${stops.at(-1)}` }).waitFor();
            await panel.shoot(`live-now-${theme}`);
            await panel.page.locator("ipc-timeline canvas.lanes").focus();
            await panel.page.keyboard.press("Home");
            await panel.page.locator("ipc-live .at", { hasText: /^1 \// }).waitFor();
            for (let step = 0; step < 11; step++) await panel.page.keyboard.press("ArrowRight");
            await panel.page.locator("ipc-diagram .phase.past", { hasText: "event 12" }).waitFor();
            await panel.page.locator("ipc-live .at", { hasText: /^12 \// }).waitFor();
            await panel.shoot(`live-past-${theme}`);
            for (const problem of panel.problems) console.log(`${theme}: ${problem}`);
            await panel.close();
        }
    } finally {
        await studio.close();
    }
}

void main();
