/** What a command of VS Code can ask the page of a trace to do. */
export const reviewCommands = [
    "nextEvent",
    "previousEvent",
    "nextOfProcess",
    "previousOfProcess",
    "nextOfObject",
    "previousOfObject",
    "nextOfCard",
    "previousOfCard",
    "play",
    "searchTrace",
    "bookmark",
    "openLine",
    "summary",
] as const;

export type ReviewCommand = (typeof reviewCommands)[number];
