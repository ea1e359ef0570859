/**
 * Sizes in CSS pixels at zoom 1. The layout places by them and the style sheets of the nodes use the same ones, so a
 * port is where the layout says it is. Cards of kernel objects say their own sizes.
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
/** Where the user wants to see all at once, every pixel counts. */
export const compactGap = 4;

export const descriptionHeight = 50;
/** In a crowd it is one line. */
export const compactDescription = 24;
/** From this many channels on, the cards of new ones are tight. */
export const manyChannels = 7;
/** Beyond this many, channels fold with their rows as files do. The two ends of a connection are one. */
export const mostChannels = 80;

/** Between an edge that passes a column and the cards above and below. */
export const passageGap = 8;

export const arrowLength = 9;
