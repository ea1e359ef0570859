/**
 * Sizes in CSS pixels at zoom 1. The layout places by them and the style sheets of the nodes use the same ones, so a
 * port is where the layout says it is.
 */

/** Positions stand on this grid. */
export const grid = 4;
export const bottomMargin = 24;
export const cardGap = 26;

export const processHead = 82;
export const rowHeight = 22;
export const processFoot = 8;
/** Room that a new process card has at least, in rows. */
export const roomyRows = 5;
/** Rows that a table shows at most before the user unfolds it. */
export const mostRows = 12;
/** From this many living processes on, new cards are tight. */
export const tightFrom = 7;
export const tightRows = 3;
export const mostTightRows = 5;
export const goneHeight = 48;
/** A process in a crowd: who it is and what it does, its table behind one port. */
export const compactHeight = 48;
/** Cards of a crowd stand closer. */
export const crowdGap = 8;

export const descriptionHeight = 50;
/** In a crowd it is one line. */
export const compactDescription = 24;
export const plainHeight = 64;
export const pipeHeight = 206;
/** In a crowd a new pipe's card keeps its title, its tube and one line. */
export const tightPipeHeight = 150;
/** From this many pipes on, new ones are tight. */
export const manyPipes = 7;
/** In a crowd of pipes: its name, the size of its ends, and a slim tube. */
export const compactPipe = 48;
/** Where edges reach a compact pipe, from the top of its card. */
export const compactPipeWrite = 14;
export const compactPipeRead = 34;
/** Beyond this many, pipes fold with their rows as files do. */
export const mostPipes = 80;
/** A pipe's ports, from the top of its card: one on the tube's axis, one where the other end's line goes round the tube. */
export const pipeAxis = 66;
export const pipeDetour = 126;

export const arrowLength = 9;
