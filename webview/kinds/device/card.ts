/** Devices of any other kind. */
import { plainKind } from "../plain/card";

export const device = plainKind("device", { icon: "box" });
