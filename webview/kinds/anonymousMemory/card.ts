/** Memory of no file that processes share (mmap(2), MAP_SHARED with MAP_ANONYMOUS). */
import { plainKind } from "../plain/card";

export const anonymousMemory = plainKind("anonymousMemory", {
    icon: "box",
    sized: true,
    channel: true,
    landmark: true,
    counted: "shared memory",
});
