import assert from "node:assert/strict";
import { Studio, type Panel } from "../webview/page";
import { present } from "../present";

/** A studio for the tests of a `describe`. A page is closed after the test that opened it, and must have reported no errors. */
export function studioForTests(): Pick<Studio, "panel"> {
    let studio: Studio | undefined;
    let panels: Panel[] = [];

    before(async () => {
        studio = await Studio.open();
    });
    afterEach(async () => {
        const used = panels;
        panels = [];
        for (const panel of used) await panel.close();
        const problems = used.flatMap((panel) => panel.problems);
        assert.deepEqual(problems, [], "the page reports no errors and breaks no rule of its policy");
    });
    after(() => studio?.close());

    return {
        panel: async (...asked) => {
            const panel = await present(studio).panel(...asked);
            panels.push(panel);
            return panel;
        },
    };
}
