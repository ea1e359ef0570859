/** Which view is shown: the user's choice or, when it is "auto", Channels from the seventh process on. Pure but for its memory. */
import type { ViewChoice, ViewName } from "../protocol/viewChoice";
import type { Scene } from "../scene/scene";

const channelsFrom = 7;

export class ChosenView {
    choice: ViewChoice = "auto";
    /** There were so many once: a process less does not turn the picture over. */
    private many = false;

    /** Another trace begins. */
    reset(): void {
        this.many = false;
    }

    of(scene: Scene): ViewName {
        if (scene.processes.filter((card) => !card.gone).length >= channelsFrom) this.many = true;
        if (this.choice !== "auto") return this.choice;
        return this.many ? "channels" : "tables";
    }
}
