/** The sample browser.c, recorded: stopped when the parent has asked all its pages. */
import { recordedStory } from "../recordedStory";

export async function askedPages(): ReturnType<typeof recordedStory> {
    const { events } = await recordedStory("browser");
    const asked = events.findLast((event) => event.kind === "dataSent" && event.process === "p1");
    return { events, stops: asked === undefined ? [] : [asked.seq] };
}
