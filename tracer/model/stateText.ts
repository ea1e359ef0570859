/** A state as a picture for a terminal. */
import type { State } from "./state";

export function stateText(state: State): string {
    return `after event ${state.at}\n`;
}
