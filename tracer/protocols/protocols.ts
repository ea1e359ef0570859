/** The protocols that are recognised. */
import { jsonLines } from "./jsonLines";
import { oncRpc } from "./oncRpc";
import type { Protocol } from "./protocol";
import { v8Messages } from "./v8Messages";

export const protocols: readonly Protocol[] = [jsonLines, v8Messages, oncRpc];
