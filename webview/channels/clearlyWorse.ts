/** Whether a picture that has grown is clearly worse than the same one found all at once. Pure. */
import type { ChartPlacement } from "./chartPlacement";
import type { Room } from "./spread";

/** So much shorter must the ways be. */
const shorter = 1.4;
/** Words and scroll bars come and go: a little beyond the window is not cut off. */
const slack = 36;

export function isClearlyWorse(now: ChartPlacement, tidy: ChartPlacement, room: Room): boolean {
    const [wide, wideTidy] = [now.width - room.width, tidy.width - room.width];
    const [high, highTidy] = [now.height - room.height, tidy.height - room.height];
    const brings = (beyond: number, beyondTidy: number): boolean => beyond > slack && beyondTidy < beyond / 2;
    return brings(wide, wideTidy) || brings(high, highTidy) || lengthOf(now) > shorter * lengthOf(tidy);
}

/** From card to card, as the crow flies. */
function lengthOf({ links, boxes }: ChartPlacement): number {
    return links
        .filter(({ background }) => !background)
        .map(({ touches: [one, other] }) => {
            const [from, to] = [boxes.get(one ?? ""), boxes.get(other ?? "")];
            if (from === undefined || to === undefined) return 0;
            return Math.hypot(from.x + from.width / 2 - to.x - to.width / 2, from.y + from.height / 2 - to.y - to.height / 2);
        })
        .reduce((sum, length) => sum + length, 0);
}
