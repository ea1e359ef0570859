/** Takes pictures of the diagram for a person to look at: `npx tsx test/webview/shots.ts [NAME…]`, into test/output/webview. */
import { Studio } from "./page";
import { shots } from "./shotList";

async function main(): Promise<void> {
    const wanted = process.argv.slice(2);
    const studio = await Studio.open();
    try {
        for (const shot of shots) {
            if (wanted.length > 0 && !wanted.some((name) => shot.name.includes(name))) continue;
            const panel = await studio.panel(shot.theme, shot.width, shot.height, 1, shot.view);
            const story = await shot.story();
            await panel.play(story.events, story.stops, shot.stop === undefined ? undefined : story.stops.at(shot.stop));
            await shot.then?.(panel);
            await panel.shoot(shot.name);
            const latencies = (await panel.told()).flatMap((message) =>
                message.type === "drawn" && message.latency !== null ? [message.latency] : [],
            );
            console.log(`${shot.name}: drawn in ${latencies.join(" ")} ms`);
            for (const problem of panel.problems) console.log(`  ${problem}`);
            await panel.close();
        }
    } finally {
        await studio.close();
    }
}

void main();
