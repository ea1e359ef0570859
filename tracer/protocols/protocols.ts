/** The protocols that are recognised. */
import { jsonLines } from "./jsonLines";
import { oncRpc } from "./oncRpc";
import type { Protocol } from "./protocol";

export const protocols: readonly Protocol[] = [jsonLines, oncRpc];
