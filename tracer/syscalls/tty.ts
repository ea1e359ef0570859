/** ioctl(2), of which most requests that are followed are those of terminals (ioctl_tty(2)). */
import type { SyscallFamily } from "./row";

/** TCSETS, TCSETSW, TCSETSF, and the same of struct termios2 (include/uapi/asm-generic/ioctls.h). */
const settingRequests = [0x5402, 0x5403, 0x5404, 0x402c542b, 0x402c542c, 0x402c542d];

export const ttyCalls = {
    // The settings count for the requests that set them (struct termios). The object of the result counts only for the requests that return a descriptor (TIOCGPTPEER), the number for TIOCGPTN.
    ioctl: {
        number: 16,
        arguments: ["fd", "request", "argument"],
        captures: { on: "e fixed arg2 4", settings: "e fixed arg2 36", object: "x object result", terminal: "x fixed arg2 4" },
        changesDescriptors: true,
        waits: "request",
        quiet: true,
        meaning: "ioctl",
        functions: [
            { name: "tcsetpgrp", where: { request: 0x5410 } },
            { name: "tcflush", where: { request: 0x540b } },
            ...settingRequests.map((request) => ({ name: "tcsetattr", where: { request } })),
        ],
    },
} as const satisfies SyscallFamily;
