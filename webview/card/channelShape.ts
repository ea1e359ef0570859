/**
 * How high the card of a channel is and where its ends are: a tube (or the like) lies in it with the end that is read at
 * the left, so that what is read next stands first, as in a line of text. At the side of that end the edge runs straight
 * into it, that of the other end goes round below. The style sheets use the same numbers.
 */
import type { CardPorts, Shape } from "./card";

export const channelHeight = 206;
/** Its title, its tube and one line. */
export const tightChannelHeight = 150;
/** Its name, the size of its ends, and a slim tube. */
export const smallChannelHeight = 48;

/** Where the tube's axis is, and where the line to its far end enters the card, from its top. */
export const channelAxis = 66;
export const channelDetour = 126;
/** From the other side, where both go round. */
export const channelDetourOut = 120;
/** A small channel's ports, at whichever side. */
export const smallChannelIn = 14;
export const smallChannelOut = 34;

const straight = { down: channelAxis, leadsOn: true };
const roundIn = { down: channelDetour, leadsOn: true };
const roundOut = { down: channelDetourOut, leadsOn: true };
const ports = { left: { in: roundIn, out: straight }, right: { in: straight, out: roundOut } };
const smallPorts: CardPorts = { in: { down: smallChannelIn, leadsOn: false }, out: { down: smallChannelOut, leadsOn: true } };

export const channelShape: Shape = {
    full: { height: channelHeight, ports },
    tight: { height: tightChannelHeight, ports },
    small: { height: smallChannelHeight, ports: { left: smallPorts, right: smallPorts } },
};
