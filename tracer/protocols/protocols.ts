/** The protocols that are recognised. */
import { oncRpc } from "./oncRpc";
import type { Protocol } from "./protocol";

export const protocols: readonly Protocol[] = [oncRpc];
