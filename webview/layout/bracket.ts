/** A line that leaves a column sideways, runs along it and comes back: [ with round corners. */

const radius = 6;

export function bracket(startX: number, startY: number, laneX: number, endX: number, endY: number): string {
    const down = Math.sign(endY - startY);
    const bend = Math.min(radius, Math.abs(endY - startY) / 2);
    const out = Math.sign(laneX - startX);
    return [
        `M${startX},${startY}`,
        `H${laneX - out * bend}`,
        `Q${laneX},${startY} ${laneX},${startY + down * bend}`,
        `V${endY - down * bend}`,
        `Q${laneX},${endY} ${laneX - out * bend},${endY}`,
        `H${endX}`,
    ].join(" ");
}
