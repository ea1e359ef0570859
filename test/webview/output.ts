import path from "node:path";

/** Where pictures of the page are put. */
export const output = path.resolve(__dirname, "../output/webview");
