/**
 * How high a pipe's card is and where its ends are. The tube lies with its read end at the left: at the side of that end
 * the edge runs straight into it, that of the other end goes round below the tube. The style sheet uses the same numbers.
 */
import type { CardPorts, Shape } from "../../card/card";

export const pipeHeight = 206;
/** Its title, its tube and one line. */
export const tightPipeHeight = 150;
/** Its name, the size of its ends, and a slim tube. */
export const smallPipeHeight = 48;

/** Where the tube's axis is, and where the line to its far end enters the card, from its top. */
export const pipeAxis = 66;
export const pipeDetour = 126;
/** A small pipe's ports, at whichever side. */
export const smallPipeIn = 14;
export const smallPipeOut = 34;

const straight = { down: pipeAxis, leadsOn: true };
const round = { down: pipeDetour, leadsOn: true };
const ports = { left: { in: round, out: straight }, right: { in: straight, out: round } };
const smallPorts: CardPorts = { in: { down: smallPipeIn, leadsOn: false }, out: { down: smallPipeOut, leadsOn: true } };

export const pipeShape: Shape = {
    full: { height: pipeHeight, ports },
    tight: { height: tightPipeHeight, ports },
    small: { height: smallPipeHeight, ports: { left: smallPorts, right: smallPorts } },
};
