/** What a command of VS Code can ask the page to do with the picture: each a tool of the page, with a key (`tools/tools.ts`). */
export const pictureCommands = [
    "changeView",
    "tidy",
    "fit",
    "actualSize",
    "zoomIn",
    "zoomOut",
    "find",
    "neighbours",
    "list",
    "map",
    "timeline",
    "pin",
    "presentation",
    "copySvg",
    "copyPng",
    "keys",
] as const;

export type PictureCommand = (typeof pictureCommands)[number];
