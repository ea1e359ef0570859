/** Process groups and sessions (credentials(7)); the controlling terminal's part of them is ioctl(2), see ioctl_tty(2). */
import type { SyscallFamily } from "./row";

export const jobControlCalls = {
    setpgid: {
        number: 109,
        arguments: ["pid", "group"],
        captures: {},
        meaning: "setGroup",
        shows: [{ argument: "pid" }, { argument: "group" }],
    },
    setsid: { number: 112, arguments: [], captures: {}, meaning: "startSession" },
} as const satisfies SyscallFamily;
