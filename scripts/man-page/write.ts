/** Writes docs/ipcscope.1. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { manPage } from "./manPage";

writeFileSync(path.resolve(__dirname, "../../docs/ipcscope.1"), manPage());
