/** The pages of the side. */
export const sideTabs = ["event", "events", "bookmarks", "summary"] as const;
export type SideTab = (typeof sideTabs)[number];
