/** The reason in a `stopped` event of a process that stands still because another one has stopped. */
export const frozenReason = "frozen";
